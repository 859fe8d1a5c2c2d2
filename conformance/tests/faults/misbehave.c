/* Finds a misbehaviour by its name.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "misbehave.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void wait_forever(void) {
  for (;;) pause();
}

void write_all(int descriptor, const char* text, size_t length) {
  while (length > 0) {
    const ssize_t count = write(descriptor, text, length);
    if (count <= 0) return;
    text += count;
    length -= (size_t)count;
  }
}

void leave_pid(const char* path) {
  if (*path == '\0') return;
  const int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file != -1) dprintf(file, "%ld\n", (long)getpid());
  close(file);
}

void misbehave(const char* name, const char* argument) {
  const struct misbehaviour* const lists[] = {ends, hangs, returns, harms};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; ++i) {
    for (const struct misbehaviour* one = lists[i]; one->name != NULL; ++one) {
      if (strcmp(name, one->name) == 0) one->act(argument);
    }
  }
}
