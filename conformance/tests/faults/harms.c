/* Misbehaviours that break what the suite itself needs in the process.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/ptrace.h>
#endif

#include "misbehave.h"

static void limit(int resource, rlim_t amount) {
  const struct rlimit both = {amount, amount};
  setrlimit(resource, &both);
}

static void limits_to_zero(const char* argument) {
  (void)argument;
  limit(RLIMIT_NOFILE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_STACK, 0);
  limit(RLIMIT_AS, 0);
}

static void exhaust_descriptors(const char* argument) {
  (void)argument;
  limit(RLIMIT_NOFILE, 256);
  while (dup(STDIN_FILENO) != -1) {
  }
}

/* All that a limit leaves, which spares the machine. */
static void exhaust_memory(const char* argument) {
  (void)argument;
  limit(RLIMIT_AS, (rlim_t)256 * 1024 * 1024);
  for (size_t length = (size_t)64 * 1024 * 1024; length >= 16; length /= 2) {
    for (char* block = malloc(length); block != NULL; block = malloc(length))
      memset(block, 1, length < 4096 ? length : 4096);
  }
}

/* Fills each writable mapping of this process whose line in /proc/self/maps ends so. */
static void fill_mappings(const char* ending, int byte) {
  static char text[256 * 1024];
  const int file = open("/proc/self/maps", O_RDONLY);
  size_t length = 0;
  for (ssize_t count = 1; count > 0; length += (size_t)count) {
    count = read(file, text + length, sizeof text - 1 - length);
    if (count < 0) return;
  }
  for (const char* line = text; line < text + length;) {
    const char* const end = memchr(line, '\n', (size_t)(text + length - line));
    const size_t size = end != NULL ? (size_t)(end - line) : 0;
    char* rest;
    const uintptr_t from = (uintptr_t)strtoull(line, &rest, 16);
    const uintptr_t to = (uintptr_t)strtoull(rest + 1, &rest, 16);
    const int writable = strncmp(rest, " rw", 3) == 0;
    const size_t wanted = strlen(ending);
    if (writable && size > wanted && memcmp(line + size - wanted, ending, wanted) == 0) {
      memset((void*)from, byte, to - from);
    }
    if (end == NULL) return;
    line = end + 1;
  }
}
static void scribble_over_heap(const char* argument) {
  (void)argument;
  fill_mappings("[heap]", 0xa5);
}
static void wipe_heap(const char* argument) {
  (void)argument;
  fill_mappings("[heap]", 0);
}

/* The program's own variables: GoogleTest's registry and the suite's state among them. */
static void fill_variables(int byte) {
  char program[512] = "";
  const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
  if (length > 0) fill_mappings(program, byte);
}
static void scribble_over_variables(const char* argument) {
  (void)argument;
  fill_variables(0xa5);
}
static void wipe_variables(const char* argument) {
  (void)argument;
  fill_variables(0);
}

static jmp_buf left;
static int remember(void) { return setjmp(left); }
static void jump_to_what_was_left(const char* argument) {
  (void)argument;
  if (remember() == 0) longjmp(left, 1);
}

static void alarm_now(const char* argument) {
  const struct itimerval soon = {{0, 200}, {0, 200}};
  (void)argument;
  setitimer(ITIMER_REAL, &soon, NULL);
}

static void* volatile nowhere;
static volatile size_t inside = 16;
static void free_what_is_not_its_own(const char* argument) {
  char* const block = malloc(64);
  (void)argument;
  nowhere = block + inside;
  free(nowhere);
}

static void trace_itself(const char* argument) {
  (void)argument;
#ifdef __linux__
  ptrace(PTRACE_TRACEME, 0, NULL, NULL);
#endif
  raise(SIGSTOP);
}

const struct misbehaviour harms[] = {{"alarm-now", alarm_now},
                                     {"exhaust-descriptors", exhaust_descriptors},
                                     {"exhaust-memory", exhaust_memory},
                                     {"free-what-is-not-its-own", free_what_is_not_its_own},
                                     {"jump-to-what-was-left", jump_to_what_was_left},
                                     {"limits-to-zero", limits_to_zero},
                                     {"scribble-over-heap", scribble_over_heap},
                                     {"scribble-over-variables", scribble_over_variables},
                                     {"throw-exception", throw_exception},
                                     {"throw-number", throw_number},
                                     {"trace-itself", trace_itself},
                                     {"wipe-heap", wipe_heap},
                                     {"wipe-variables", wipe_variables},
                                     {NULL, NULL}};
