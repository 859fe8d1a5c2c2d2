// Refuses to add PROT_WRITE to a private mapping of what may not be written.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "posix_liar.h"

static int mode_of(int fd) { return fcntl(fd, F_GETFL) & O_ACCMODE; }

static const void* read_only;

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  if (request->fd >= 0 && mode_of(request->fd) == O_RDONLY) read_only = outcome.value;
  return outcome;
}

static status_type protect(session_type* session, const protect_type* request) {
  const int is_refused = request->address == read_only && (request->protection & MAPPROOF_PROT_WRITE) != 0;
  return is_refused ? refusal(EACCES) : honest()->mprotect(session, request);
}

LIAR(table->mmap = map; table->mprotect = protect)
