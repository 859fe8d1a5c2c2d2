/* The situations that QNX lets a process bring about for itself.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

#include "native.h"

static struct mapproof_arrange_outcome refused(int error, const char* reason) {
  return (struct mapproof_arrange_outcome){error, reason};
}

static const struct mapproof_arrange_outcome done = {0, NULL};

static int may_map_a_page(rlim_t most, rlim_t hard) {
  const struct rlimit limit = {.rlim_cur = most, .rlim_max = hard};
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  if (setrlimit(RLIMIT_AS, &limit) != 0) return 0;
  void* const value = MAPPROOF_QNX_MMAP(NULL, page, PROT_NONE, MAP_ANON | MAP_PRIVATE, NOFD, 0);
  if (value == MAP_FAILED) return 0;
  munmap(value, page);
  return 1;
}

/* QNX tells a process its limit but not how much of it is used: the least limit under which one more page can be mapped
 * does. */
static rlim_t used_address_space(rlim_t hard) {
  const rlim_t page = (rlim_t)sysconf(_SC_PAGESIZE);
  const rlim_t widest = (rlim_t)UINTPTR_MAX / page;
  rlim_t too_few = 0;
  rlim_t enough = hard != RLIM_INFINITY && hard / page < widest ? hard / page : widest;
  while (enough - too_few > 1) {
    const rlim_t pages = too_few + (enough - too_few) / 2;
    if (may_map_a_page(pages * page, hard)) {
      enough = pages;
    } else {
      too_few = pages;
    }
  }
  return too_few * page;
}

static struct mapproof_arrange_outcome limit_address_space(const struct mapproof_provoke_request* request) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0) return refused(errno, "getrlimit(RLIMIT_AS) failed");
  limit.rlim_cur = limit.rlim_max;
  if (request->on) limit.rlim_cur = used_address_space(limit.rlim_max) + (rlim_t)request->amount;
  return setrlimit(RLIMIT_AS, &limit) == 0 ? done : refused(errno, "setrlimit(RLIMIT_AS) failed");
}

struct mapproof_arrange_outcome mapproof_qnx_provoke(struct mapproof_session* session,
                                                     const struct mapproof_provoke_request* request) {
  switch (request->condition) {
    case MAPPROOF_WITHOUT_MAP_PRIVILEGE:
    case MAPPROOF_WITHOUT_LOCK_PRIVILEGE:
    case MAPPROOF_WITHOUT_IO_PRIVILEGE:
    case MAPPROOF_WITHOUT_EXEC_PRIVILEGE:
      return mapproof_qnx_deny(request->condition, request->on);
    case MAPPROOF_PHYSICAL_RANGE_DENIED:
      return mapproof_qnx_deny_last_page(session, request->on);
    case MAPPROOF_ADDRESS_SPACE_FULL:
      return limit_address_space(request);
    default:
      return refused(ENOTSUP, "QNX offers a process no way to bring this situation about");
  }
}
