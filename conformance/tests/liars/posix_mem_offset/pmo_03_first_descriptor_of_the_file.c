// Answers with the lowest descriptor of the file, through whichever it was mapped.
// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  struct stat wanted;
  struct stat found;
  if (outcome.value != 0 || request->fildes == NULL || fstat(*request->fildes, &wanted) != 0) return outcome;
  for (int fd = 0; fd < *request->fildes; ++fd) {
    if (fstat(fd, &found) == 0 && found.st_ino == wanted.st_ino && found.st_dev == wanted.st_dev) *request->fildes = fd;
  }
  return outcome;
}

PLACE_LIAR(lie, (void)0)
