// Asks the driver in a child, whose memory is not the user's.
// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  mapproof_page_id answer = MAPPROOF_NOPAGE;
  int ends[2];
  if (pipe(ends) != 0) return answer;
  const pid_t child = fork();
  if (child == 0) {
    answer = shim_mmap(self, instance, channel, offset, protection);
    _exit(write(ends[1], &answer, sizeof answer) == (ssize_t)sizeof answer ? 0 : 1);
  }
  close(ends[1]);
  if (read(ends[0], &answer, sizeof answer) != (ssize_t)sizeof answer) answer = MAPPROOF_NOPAGE;
  close(ends[0]);
  waitpid(child, NULL, 0);
  return answer;
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim)
