/* The ways in which a subject can misbehave, by what must come of them.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_MISBEHAVE_H
#define MAPPROOF_MISBEHAVE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct misbehaviour {
  const char* name; /* NULL behind the last one of a list */
  void (*act)(const char* argument);
};

/* The process ends too early, or without a verdict that can be believed: crashed. */
extern const struct misbehaviour ends[];
/* It never ends by itself: timeout. */
extern const struct misbehaviour hangs[];
/* It comes back with nothing broken: the verdict is that of the answer. */
extern const struct misbehaviour returns[];
/* It breaks the process that the suite runs in: any verdict but a pass. */
extern const struct misbehaviour harms[];

/* Misbehaves in the way of that name; comes back only if that way does. `argument` is what the way needs, or "". */
void misbehave(const char* name, const char* argument);

/* Leaves the id of this process in a file, by which a test can ask later whether it still lives. "" for no file. */
void leave_pid(const char* path);
/* Writes as much as the descriptor takes. */
void write_all(int descriptor, const char* text, size_t length);
/* Sleeps as long as nobody ends this process. */
void wait_forever(void);
/* Throws a C++ exception through whatever C stands above. */
void throw_number(const char* argument);
void throw_exception(const char* argument);

#ifdef __cplusplus
}
#endif

#endif
