/* The witness for a physical address: of device memory the system's list of mappings; of ordinary memory its bytes,
 * seen through a second mapping of the address that the system names.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <unistd.h>

#include "native.h"

static int ask(const void* address, uint64_t* physical) {
  mapproof_qnx_wide_offset offset = 0;
  size_t run = 0;
#ifdef MAPPROOF_QNX_WITHOUT_64
  const int value = mem_offset(address, NOFD, 1, &offset, &run);
#else
  const int value = mem_offset64(address, NOFD, 1, &offset, &run);
#endif
  *physical = (uint64_t)offset;
  return value == 0 ? 0 : errno;
}

/* Where the system names no address of unlocked memory, it is locked for the question. */
int mapproof_qnx_named_frame(const void* address, uint64_t* physical) {
  int error = ask(address, physical);
  if (error != EAGAIN) return error;
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  void* const start = (void*)((uintptr_t)address & ~(uintptr_t)(page - 1));
  if (mlock(start, page) != 0) return errno;
  error = ask(address, physical);
  munlock(start, page);
  return error;
}

/* A byte that is turned over and back is enough where it may be written; else the whole page is compared. */
static int is_alias(volatile unsigned char* here, const volatile unsigned char* there, int writable, size_t rest) {
  if (!writable) {
    size_t equal = 0;
    while (equal < rest && here[equal] == there[equal]) ++equal;
    return equal == rest;
  }
  const unsigned char before = *here;
  const unsigned char turned = before ^ 0xffu;
  int same = *there == before;
  *here = turned;
  same = same && *there == turned;
  *here = before;
  return same && *there == before;
}

static struct mapproof_arrange_outcome no_witness(int error, const char* reason) {
  return (struct mapproof_arrange_outcome){error, reason};
}

/* What is not where the system says it is has an address that nobody knows: UINT64_MAX, which no answer equals. */
struct mapproof_arrange_outcome mapproof_qnx_physical_of(struct mapproof_session* session, const void* address,
                                                         uint64_t* physical) {
  (void)session;
  const enum mapproof_qnx_mapped what = mapproof_qnx_what_lies_at(address, physical);
  if (what == MAPPROOF_QNX_DEVICE) return no_witness(0, NULL);
  uint64_t named = 0;
  const int error = mapproof_qnx_named_frame(address, &named);
  if (error != 0) return no_witness(error, "the system names no physical address of this memory");
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  const uint64_t frame = named & ~(uint64_t)(page - 1);
  void* const view = MAPPROOF_QNX_MMAP(NULL, page, PROT_READ | PROT_WRITE, MAP_PHYS | MAP_SHARED, NOFD,
                                       (mapproof_qnx_wide_offset)frame);
  if (view == MAP_FAILED) return no_witness(errno, "the system does not map ordinary memory by its physical address");
  const size_t inside = (size_t)(named - frame);
  const int alias = is_alias((volatile unsigned char*)(uintptr_t)address, (unsigned char*)view + inside,
                             what == MAPPROOF_QNX_WRITABLE_MEMORY, page - inside);
  munmap(view, page);
  *physical = alias ? named : UINT64_MAX;
  return no_witness(0, NULL);
}
