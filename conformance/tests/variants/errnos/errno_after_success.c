// Leaves something in errno although the call succeeded, as every system may.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

/* Defines scribbling_CALL(): the honest call with ERANGE in errno after a success. */
#define SCRIBBLING(call, outcome_kind, request_kind, failure)                                      \
  static struct mapproof_##outcome_kind##_outcome scribbling_##call(                               \
      struct mapproof_session* session, const struct mapproof_##request_kind##_request* request) { \
    struct mapproof_##outcome_kind##_outcome outcome = honest()->call(session, request);           \
    if (outcome.value != (failure)) outcome.error = ERANGE;                                        \
    return outcome;                                                                                \
  }

SCRIBBLING(mmap_device_memory, address, map, (void*)-1)
SCRIBBLING(mmap, address, mmap, (void*)-1)
SCRIBBLING(munmap_device_memory, status, unmap, -1)
SCRIBBLING(munmap, status, unmap, -1)
SCRIBBLING(munmap_flags, status, unmap, -1)
SCRIBBLING(mprotect, status, protect, -1)
SCRIBBLING(mem_offset, status, offset, -1)
SCRIBBLING(mem_offset64, status, offset, -1)
SCRIBBLING(posix_mem_offset, status, offset, -1)
SCRIBBLING(posix_mem_offset64, status, offset, -1)
SCRIBBLING(mlock, status, lock, -1)
SCRIBBLING(munlock, status, lock, -1)
SCRIBBLING(mlockall, status, lock_all, -1)

LIAR(table->mmap_device_memory = scribbling_mmap_device_memory; table->mmap = scribbling_mmap;
     table->munmap_device_memory = scribbling_munmap_device_memory; table->munmap = scribbling_munmap;
     table->munmap_flags = scribbling_munmap_flags; table->mprotect = scribbling_mprotect;
     table->mem_offset = scribbling_mem_offset; table->mem_offset64 = scribbling_mem_offset64;
     table->posix_mem_offset = scribbling_posix_mem_offset; table->posix_mem_offset64 = scribbling_posix_mem_offset64;
     table->mlock = scribbling_mlock; table->munlock = scribbling_munlock; table->mlockall = scribbling_mlockall)
