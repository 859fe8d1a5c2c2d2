/* Situations by abilities: what the process manager lets this process do, taken from it and given back.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <sys/procmgr.h>
#include <unistd.h>

#include "native.h"

static const struct mapproof_arrange_outcome done = {0, NULL};

#ifdef PROCMGR_AID_MEM_PHYS

enum { everybody = PROCMGR_ADN_ROOT | PROCMGR_ADN_NONROOT };

static struct mapproof_arrange_outcome outcome_of(int error) {
  if (error == 0) return done;
  return (struct mapproof_arrange_outcome){error,
                                           "procmgr_ability() refused: the checks need a process of root that may "
                                           "change its abilities"};
}

static struct mapproof_arrange_outcome set_ability(unsigned ability, uint32_t denied) {
  const unsigned operation = denied ? PROCMGR_AOP_DENY : PROCMGR_AOP_ALLOW;
  return outcome_of(procmgr_ability(0, everybody | operation | ability, PROCMGR_AID_EOL));
}

/* Physical memory but for the first window's last page: what lies before it, and what lies behind. */
struct mapproof_arrange_outcome mapproof_qnx_deny_last_page(struct mapproof_session* session, uint32_t denied) {
  if (!denied) return set_ability(PROCMGR_AID_MEM_PHYS, 0);
  if (session->facts.window_count == 0) return (struct mapproof_arrange_outcome){ENOTSUP, "no window was named"};
  const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
  const struct mapproof_window* const window = &session->windows[0];
  const uint64_t last = (window->physical + window->length - 1) & ~(page - 1);
  const unsigned part = everybody | PROCMGR_AOP_ALLOW | PROCMGR_AOP_SUBRANGE | PROCMGR_AID_MEM_PHYS;
  const struct mapproof_arrange_outcome all_denied = set_ability(PROCMGR_AID_MEM_PHYS, 1);
  if (all_denied.error != 0 || last == 0) return all_denied;
  return outcome_of(procmgr_ability(0, part, (uint64_t)0, last - 1, part, last + page, UINT64_MAX, PROCMGR_AID_EOL));
}

struct mapproof_arrange_outcome mapproof_qnx_deny(uint32_t condition, uint32_t denied) {
  switch (condition) {
    case MAPPROOF_WITHOUT_MAP_PRIVILEGE:
      return set_ability(PROCMGR_AID_MEM_PHYS, denied);
    case MAPPROOF_WITHOUT_LOCK_PRIVILEGE:
      return set_ability(PROCMGR_AID_MEM_LOCK, denied);
    case MAPPROOF_WITHOUT_EXEC_PRIVILEGE:
      return set_ability(PROCMGR_AID_PROT_EXEC, denied);
    default:
      return set_ability(PROCMGR_AID_IO, denied);
  }
}

#else /* before QNX 6.6: abilities come with the effective user, and "nobody" has none */

struct mapproof_arrange_outcome mapproof_qnx_deny_last_page(struct mapproof_session* session, uint32_t denied) {
  (void)session;
  (void)denied;
  return (struct mapproof_arrange_outcome){ENOTSUP, "this release has no abilities for a part of the memory"};
}

struct mapproof_arrange_outcome mapproof_qnx_deny(uint32_t condition, uint32_t denied) {
  enum { nobody = 65534 };
  if (condition == MAPPROOF_WITHOUT_EXEC_PRIVILEGE) {
    return (struct mapproof_arrange_outcome){ENOTSUP, "this release has no ability to map executable memory"};
  }
  if (seteuid(denied ? nobody : 0) == 0) return done;
  return (struct mapproof_arrange_outcome){errno, "seteuid() failed"};
}

#endif
