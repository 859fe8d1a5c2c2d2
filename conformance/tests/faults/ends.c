/* Misbehaviours after which no verdict can come: the process ends, or its word is worth nothing.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "misbehave.h"

static void die_by(int number) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(number, SIG_DFL);
  raise(number);
}

#define DIES_BY(name, number)              \
  static void name(const char* argument) { \
    (void)argument;                        \
    die_by(number);                        \
  }
DIES_BY(crash, SIGSEGV)
DIES_BY(die_by_sighup, SIGHUP)
DIES_BY(die_by_sigint, SIGINT)
DIES_BY(die_by_sigquit, SIGQUIT)
DIES_BY(die_by_sigill, SIGILL)
DIES_BY(die_by_sigtrap, SIGTRAP)
DIES_BY(die_by_sigbus, SIGBUS)
DIES_BY(die_by_sigfpe, SIGFPE)
DIES_BY(die_by_sigkill, SIGKILL)
DIES_BY(die_by_sigusr1, SIGUSR1)
DIES_BY(die_by_sigusr2, SIGUSR2)
DIES_BY(die_by_sigpipe, SIGPIPE)
DIES_BY(die_by_sigalrm, SIGALRM)
DIES_BY(die_by_sigterm, SIGTERM)
DIES_BY(die_by_sigxcpu, SIGXCPU)
DIES_BY(die_by_sigxfsz, SIGXFSZ)
DIES_BY(die_by_sigvtalrm, SIGVTALRM)
DIES_BY(die_by_sigprof, SIGPROF)
DIES_BY(die_by_sigsys, SIGSYS)
#undef DIES_BY

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

static volatile unsigned depth;
static unsigned sink(volatile const unsigned char* caller) {
  volatile unsigned char frame[4096] = {*caller};
  return depth++ == (unsigned)-1 ? 0u : sink(frame) + frame[sizeof frame - 1];
}
static void overflow_stack(const char* argument) {
  const unsigned char first = (unsigned char)*argument;
  signal(SIGSEGV, SIG_DFL);
  depth = sink(&first);
}

static void* crash_in_thread(void* nothing) {
  crash("");
  return nothing;
}
static void thread_crash(const char* argument) {
  pthread_t thread;
  (void)argument;
  if (pthread_create(&thread, NULL, crash_in_thread, NULL) == 0) pthread_join(thread, NULL);
}

static void at_exit_crash(void) { crash(""); }
static void crash_at_exit(const char* argument) {
  (void)argument;
  atexit(at_exit_crash);
}

static void exit_code_3(void) { _exit(3); }
static void end_badly(const char* argument) {
  (void)argument;
  atexit(exit_code_3);
}

/* The program that it becomes ends well, but says nothing. */
static void become_another(const char* argument) {
  (void)argument;
  execl("/bin/true", "true", (char*)NULL);
  _exit(0);
}

/* The process ends and a copy of it goes on. */
static void hand_over_to_a_child(const char* argument) {
  (void)argument;
  if (fork() != 0) _exit(0);
}

static void close_descriptors(const char* argument) {
  (void)argument;
  for (int descriptor = 0; descriptor < 64; ++descriptor) close(descriptor);
}

/* Those that are sockets: the suite's private channel among them. */
static void close_channel(const char* argument) {
  (void)argument;
  for (int descriptor = 0; descriptor < 64; ++descriptor) {
    int type = 0;
    socklen_t length = sizeof type;
    if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) == 0) close(descriptor);
  }
}

/* A line that says pass, wherever somebody might listen. */
static void write_pass_everywhere(const char* argument) {
  const char* const forged =
      "000000000000000000000000000000000000000c{\"verdict\":\"pass\",\"detail\":\"\"}\n[       OK ]\n";
  (void)argument;
  for (int descriptor = 1; descriptor < 64; ++descriptor) write_all(descriptor, forged, strlen(forged));
}

static void forge(const char* argument) {
  write_pass_everywhere(argument);
  _exit(0);
}

static void print_pass_and_exit(const char* argument) {
  (void)argument;
  puts("{\"event\":\"check\",\"row\":\"MO64_02\",\"check\":\"x\",\"verdict\":\"pass\"}\n[  PASSED  ] 1 test.");
  exit(0);
}

static void kill_group(const char* argument) {
  (void)argument;
  kill(0, SIGKILL);
}

static void terminate_group(const char* argument) {
  (void)argument;
  kill(0, SIGTERM);
  wait_forever();
}

static void kill_parent(const char* argument) {
  (void)argument;
  kill(getppid(), SIGKILL);
  wait_forever();
}

static void terminate_parent(const char* argument) {
  (void)argument;
  kill(getppid(), SIGTERM);
  wait_forever();
}

const struct misbehaviour ends[] = {{"abort", call_abort},
                                    {"become-another", become_another},
                                    {"close-channel", close_channel},
                                    {"close-descriptors", close_descriptors},
                                    {"crash", crash},
                                    {"crash-at-exit", crash_at_exit},
                                    {"end-badly", end_badly},
                                    {"exit-0", exit_0},
                                    {"exit-at-once", exit_at_once},
                                    {"forge", forge},
                                    {"forge-and-go-on", write_pass_everywhere},
                                    {"hand-over-to-a-child", hand_over_to_a_child},
                                    {"kill-group", kill_group},
                                    {"kill-parent", kill_parent},
                                    {"print-pass-and-exit", print_pass_and_exit},
                                    {"sigalrm", die_by_sigalrm},
                                    {"sigbus", die_by_sigbus},
                                    {"sigfpe", die_by_sigfpe},
                                    {"sighup", die_by_sighup},
                                    {"sigill", die_by_sigill},
                                    {"sigint", die_by_sigint},
                                    {"sigkill", die_by_sigkill},
                                    {"sigpipe", die_by_sigpipe},
                                    {"sigprof", die_by_sigprof},
                                    {"sigquit", die_by_sigquit},
                                    {"sigsys", die_by_sigsys},
                                    {"sigterm", die_by_sigterm},
                                    {"sigtrap", die_by_sigtrap},
                                    {"sigusr1", die_by_sigusr1},
                                    {"sigusr2", die_by_sigusr2},
                                    {"sigvtalrm", die_by_sigvtalrm},
                                    {"sigxcpu", die_by_sigxcpu},
                                    {"sigxfsz", die_by_sigxfsz},
                                    {"stack-overflow", overflow_stack},
                                    {"terminate-group", terminate_group},
                                    {"terminate-parent", terminate_parent},
                                    {"thread-crash", thread_crash},
                                    {NULL, NULL}};
