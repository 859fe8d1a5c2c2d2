/* Misbehaviours that come back and leave the process in working order.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "misbehave.h"

extern char** environ;

/* In MiB; 1 GiB unless the argument says otherwise. */
static void flood(int descriptor, const char* argument) {
  static char block[1024 * 1024];
  const long blocks = *argument == '\0' ? 1024 : atol(argument);
  memset(block, 'x', sizeof block);
  for (long i = 0; i < blocks; ++i) write_all(descriptor, block, sizeof block);
}
static void flood_output(const char* argument) { flood(STDOUT_FILENO, argument); }
static void flood_errors(const char* argument) { flood(STDERR_FILENO, argument); }

static void print(const char* argument) {
  printf("%s\n", argument);
  fflush(stdout);
}

static void print_pass(const char* argument) {
  (void)argument;
  print("{\"event\":\"check\",\"row\":\"MO64_02\",\"check\":\"x\",\"verdict\":\"pass\"}\n[       OK ] x\nok 1 - x");
}

/* What other formats than JSON must not take for their own. */
static void print_nonsense(const char* argument) {
  static const char nonsense[] =
      "]]></failure></testcase>&amp;<!-- \"'\nok 1 - TST_01.PageCanBeMapped\n1..7\nBail out!\n# SKIP # TODO \\# \\\n"
      "\033[31mred\033[0m \001\002\b\v\f\r\r\n\t\177 \302\205 \342\200\250 \357\277\276 \360\237\230\200\n"
      "\377\376 \303( \355\240\200 \370\210\200\200\200 \0 the end";
  (void)argument;
  write_all(STDOUT_FILENO, nonsense, sizeof nonsense - 1);
}

/* A child that outlives this process: in its group, or in a session of its own, or without a parent too. */
static void leave_survivor(const char* path, int escape, int orphan) {
  int ready[2];
  if (pipe(ready) != 0) abort();
  if (fork() == 0) {
    if (escape) setsid();
    if (orphan && fork() != 0) _exit(0);
    leave_pid(path);
    write_all(ready[1], "", 1);
    wait_forever();
  }
  char byte;
  if (read(ready[0], &byte, 1) != 1) abort();
  close(ready[0]);
  close(ready[1]);
}
static void survivor(const char* path) { leave_survivor(path, 0, 0); }
static void escapee(const char* path) { leave_survivor(path, 1, 0); }
static void daemon_of_its_own(const char* path) { leave_survivor(path, 1, 1); }

static void many_children(const char* path) {
  for (int i = 0; i < 100; ++i) leave_survivor(path, i % 2, 0);
}

static void leave_group(const char* argument) {
  (void)argument;
  setpgid(0, 0);
}

static void leave_session(const char* argument) {
  (void)argument;
  setsid();
}

/* The process and its copy both come back. */
static void split_in_two(const char* argument) {
  (void)argument;
  if (fork() == -1) abort();
}

static void terminate_grandparent(const char* argument) {
  char path[64];
  char text[256] = "";
  (void)argument;
  snprintf(path, sizeof path, "/proc/%ld/stat", (long)getppid());
  FILE* const file = fopen(path, "r");
  if (file == NULL) return;
  const char* const name_end = fgets(text, sizeof text, file) != NULL ? strrchr(text, ')') : NULL;
  fclose(file);
  const long grandparent = name_end != NULL ? strtol(name_end + 4, NULL, 10) : 0;
  if (grandparent > 1) kill((pid_t)grandparent, SIGTERM);
}

static void ignore_signals(const char* argument) {
  (void)argument;
  for (int number = 1; number < 32; ++number) signal(number, SIG_IGN);
}

static void block_signals(const char* argument) {
  sigset_t all;
  (void)argument;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
}

static void set_alarm(const char* argument) {
  (void)argument;
  alarm(3600);
}

static void delete_own_folder(const char* argument) {
  char folder[] = "/tmp/mapproof-fault-XXXXXX";
  (void)argument;
  if (mkdtemp(folder) == NULL || chdir(folder) != 0 || rmdir(folder) != 0) abort();
}

static void close_standard_descriptors(const char* argument) {
  (void)argument;
  for (int descriptor = 0; descriptor <= 2; ++descriptor) close(descriptor);
}

static void clear_environment(const char* argument) {
  static char* none[] = {NULL};
  (void)argument;
  environ = none;
}

static void forbid_files(const char* argument) {
  (void)argument;
  umask(0777);
}

static void* spin_forever(void* nothing) {
  for (volatile unsigned turns = 0;; ++turns) {
  }
  return nothing;
}
static void leave_thread(const char* argument) {
  pthread_t thread;
  (void)argument;
  if (pthread_create(&thread, NULL, spin_forever, NULL) == 0) pthread_detach(thread);
}

static void lower_priority(const char* argument) {
  (void)argument;
  setpriority(PRIO_PROCESS, 0, 19);
}

const struct misbehaviour returns[] = {{"block-signals", block_signals},
                                       {"clear-environment", clear_environment},
                                       {"close-standard-descriptors", close_standard_descriptors},
                                       {"daemon", daemon_of_its_own},
                                       {"delete-own-folder", delete_own_folder},
                                       {"escapee", escapee},
                                       {"flood-errors", flood_errors},
                                       {"flood-output", flood_output},
                                       {"forbid-files", forbid_files},
                                       {"ignore-signals", ignore_signals},
                                       {"leave-group", leave_group},
                                       {"leave-session", leave_session},
                                       {"leave-thread", leave_thread},
                                       {"lower-priority", lower_priority},
                                       {"many-children", many_children},
                                       {"print", print},
                                       {"print-nonsense", print_nonsense},
                                       {"print-pass", print_pass},
                                       {"set-alarm", set_alarm},
                                       {"split-in-two", split_in_two},
                                       {"survivor", survivor},
                                       {"terminate-grandparent", terminate_grandparent},
                                       {NULL, NULL}};
