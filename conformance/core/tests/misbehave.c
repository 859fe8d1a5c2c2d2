/* What a subject can do to the process that tests it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fake_subject.h"

static void wait_forever(void) {
  for (;;) pause();
}

static void spin(const char* argument) {
  (void)argument;
  for (volatile unsigned turns = 0;; ++turns) {
  }
}

static void hang(const char* argument) {
  (void)argument;
  wait_forever();
}

static void hang_unkindly(const char* argument) {
  (void)argument;
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
  wait_forever();
}

static void stop(const char* argument) {
  (void)argument;
  raise(SIGSTOP);
}

static void die_by_sigkill(const char* argument) {
  (void)argument;
  raise(SIGKILL);
}

static void crash(const char* argument) {
  (void)argument;
  signal(SIGSEGV, SIG_DFL);
  raise(SIGSEGV);
}

static void call_abort(const char* argument) {
  (void)argument;
  abort();
}

static void exit_0(const char* argument) {
  (void)argument;
  exit(0);
}

static void exit_at_once(const char* argument) {
  (void)argument;
  _exit(0);
}

static void close_descriptors(const char* argument) {
  (void)argument;
  for (int descriptor = 0; descriptor < 64; ++descriptor) close(descriptor);
}

static void write_all(int descriptor, const char* text, size_t length) {
  while (length > 0) {
    const ssize_t count = write(descriptor, text, length);
    if (count <= 0) return;
    text += count;
    length -= (size_t)count;
  }
}

/* A line that says pass, wherever somebody might listen, and then the end that goes with it. */
static void forge(const char* argument) {
  (void)argument;
  const char* const forged =
      "000000000000000000000000000000000000000c{\"verdict\":\"pass\",\"detail\":\"\"}\n[       OK ]\n";
  for (int descriptor = 1; descriptor < 64; ++descriptor) write_all(descriptor, forged, strlen(forged));
  _exit(0);
}

static void flood(const char* argument) {
  static char block[64 * 1024];
  memset(block, 'x', sizeof block);
  for (long blocks = atol(argument) * 16; blocks > 0; --blocks) write_all(STDOUT_FILENO, block, sizeof block);
}

static void print(const char* argument) {
  printf("%s\n", argument);
  fflush(stdout);
}

/* Leaves its process id in a file, by which a test can ask later whether it still lives. */
static void leave_pid(const char* path) {
  const int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file != -1) dprintf(file, "%ld\n", (long)getpid());
  close(file);
}

static void announce_and_hang(const char* path) {
  leave_pid(path);
  wait_forever();
}

static void leave_survivor(const char* path, int escape) {
  int ready[2];
  if (pipe(ready) != 0) abort();
  if (fork() == 0) {
    if (escape) setsid();
    leave_pid(path);
    write_all(ready[1], "", 1);
    wait_forever();
  }
  char byte;
  if (read(ready[0], &byte, 1) != 1) abort();
}

static void fork_survivor(const char* path) { leave_survivor(path, 0); }
static void fork_escapee(const char* path) { leave_survivor(path, 1); }

static void at_exit_crash(void) { crash(NULL); }
static void crash_at_exit(const char* argument) {
  (void)argument;
  atexit(at_exit_crash);
}

static void exit_code_3(void) { _exit(3); }
static void end_badly(const char* argument) {
  (void)argument;
  atexit(exit_code_3);
}

static const struct {
  const char* name;
  void (*act)(const char* argument);
} modes[] = {{"crash", crash},
             {"abort", call_abort},
             {"sigkill", die_by_sigkill},
             {"exit-0", exit_0},
             {"exit-at-once", exit_at_once},
             {"hang", hang},
             {"spin", spin},
             {"hang-unkindly", hang_unkindly},
             {"stop", stop},
             {"close-descriptors", close_descriptors},
             {"forge", forge},
             {"flood", flood},
             {"print", print},
             {"announce-and-hang", announce_and_hang},
             {"survivor", fork_survivor},
             {"escapee", fork_escapee},
             {"crash-at-exit", crash_at_exit},
             {"end-badly", end_badly}};

void misbehave(const char* mode, const char* argument) {
  for (size_t i = 0; i < sizeof modes / sizeof modes[0]; ++i) {
    if (strcmp(mode, modes[i].name) == 0) modes[i].act(argument);
  }
}
