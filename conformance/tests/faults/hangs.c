/* Misbehaviours that only a deadline ends.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "misbehave.h"

static void hang(const char* argument) {
  (void)argument;
  wait_forever();
}

static void announce_and_hang(const char* path) {
  leave_pid(path);
  wait_forever();
}

static void sleep_long(const char* argument) {
  (void)argument;
  for (;;) sleep(3600);
}

static void spin(const char* argument) {
  (void)argument;
  for (volatile unsigned turns = 0;; ++turns) {
  }
}

static void hang_with_signals_blocked(const char* argument) {
  sigset_t all;
  (void)argument;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
  wait_forever();
}

static void hang_with_signals_ignored(const char* argument) {
  (void)argument;
  for (int number = 1; number < 32; ++number) signal(number, SIG_IGN);
  wait_forever();
}

static void hang_outside_of_the_group(const char* argument) {
  (void)argument;
  setsid();
  wait_forever();
}

static void stop(const char* argument) {
  (void)argument;
  raise(SIGSTOP);
}

static void stop_group(const char* argument) {
  (void)argument;
  kill(0, SIGSTOP);
}

static void stop_parent(const char* argument) {
  (void)argument;
  kill(getppid(), SIGSTOP);
  wait_forever();
}

static void lock_twice(const char* argument) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  (void)argument;
  pthread_mutex_lock(&mutex);
  pthread_mutex_lock(&mutex);
  wait_forever();
}

static void read_what_nobody_writes(const char* argument) {
  int ends_of_pipe[2];
  char byte;
  (void)argument;
  if (pipe(ends_of_pipe) == 0 && read(ends_of_pipe[0], &byte, 1) != 1) wait_forever();
}

static void wait_for_a_child_that_hangs(const char* argument) {
  const pid_t child = fork();
  (void)argument;
  if (child == 0) wait_forever();
  waitpid(child, NULL, 0);
}

const struct misbehaviour hangs[] = {{"announce-and-hang", announce_and_hang},
                                     {"hang", hang},
                                     {"hang-outside-of-the-group", hang_outside_of_the_group},
                                     {"hang-with-signals-blocked", hang_with_signals_blocked},
                                     {"hang-with-signals-ignored", hang_with_signals_ignored},
                                     {"lock-twice", lock_twice},
                                     {"read-what-nobody-writes", read_what_nobody_writes},
                                     {"sleep", sleep_long},
                                     {"spin", spin},
                                     {"stop", stop},
                                     {"stop-group", stop_group},
                                     {"stop-parent", stop_parent},
                                     {"wait-for-a-child-that-hangs", wait_for_a_child_that_hangs},
                                     {NULL, NULL}};
