// A reproducer with every part of the runtime, so that the compiler and the linter see what reproducers consist of.
// SPDX-License-Identifier: Apache-2.0
#include "start.h"

#define TARGET ""
#define PROFILE "qnx-7.1"
#define ALLOW_WRITE 0
#define FINDING "ROW_01.Check: every part is there"

#include "calls/mapping_lists.h"
#include "drivers.h"
#include "mappings.h"
#include "objects.h"
#include "probes.h"
#include "races.h"
#include "threads.h"

static uint64_t answer(const struct asked* came) { return came->entry >= MMAP ? MAPPROOF_NOPAGE : 0; }

static int turn(void) { return GOES_ON; }

static int replay(void) {
  const pid_t child = begin_probe();
  if (child == 0) _exit(0);
  if (end_probe(child) != 0) return 2;
  look(&before);
  look(&after);
  wrong = differ(&before, &after);
  return in_thread(turn) == GOES_ON ? 0 : 2;
}

#include "main.h"
