// What the documents demand of mlock(), munlock(), mlockall() and munlockall(), one row each.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof {

/// Where a lock is more than a look at the range: up to 7.1.
inline constexpr ProfileSet where_locks_can_run_short =
    only({Profile::qnx_6_5, Profile::qnx_6_6, Profile::qnx_7_0, Profile::qnx_7_1, Profile::qnx_7_1b});

/// Where all memory counts as locked, and a lock is only a look at the range.
inline constexpr ProfileSet where_locks_only_look = only({Profile::qnx_8_0});

namespace rows {

inline constexpr Requirement MLK_01{
    .id = "MLK_01",
    .text = "A range of which some part is not mapped is refused with ENOMEM.",
    .source = "QNX library reference 6.6, 7.0 and 8.0, mlock(), Errors; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {ENOMEM},
    .needs = api_lock | api_munmap,
    .optional = true,
};
inline constexpr Requirement MLK_02{
    .id = "MLK_02",
    .text = "A lock that would exceed the limit of locked memory is refused with ENOMEM.",
    .source = "QNX library reference 6.6, mlock(), Errors; the 6.4-era release answers EAGAIN",
    .evidence = "A+C",
    .judged_in = where_locks_can_run_short | in_obs64,
    .accepts = {ENOMEM},
    .accepts_obs64 = {ENOMEM, EAGAIN},
    .needs = api_lock,
    .optional = true,
    .not_for = where_locks_only_look,
};
inline constexpr Requirement MLK_03{
    .id = "MLK_03",
    .text = "A range of which some part cannot be locked just now is refused with EAGAIN.",
    .source = "QNX library reference 6.6 and 7.0, mlock(), Errors",
    .evidence = "A",
    .judged_in = where_locks_can_run_short,
    .accepts = {EAGAIN},
    .needs = api_lock,
    .optional = true,
    .not_for = where_locks_only_look,
};
inline constexpr Requirement MLK_04{
    .id = "MLK_04",
    .text = "A caller without the ability to lock memory is refused with EPERM.",
    .source = "QNX library reference 6.6 and 7.0, mlock(), Errors; the 6.4-era release asks for user 0",
    .evidence = "A+C",
    .judged_in = only({Profile::qnx_6_6, Profile::qnx_7_0, Profile::qnx_7_1, Profile::qnx_7_1b}) | in_obs64,
    .accepts = {EPERM},
    .needs = api_lock,
    .optional = true,
    .not_for = where_locks_only_look,
};
inline constexpr Requirement MLK_05{
    .id = "MLK_05",
    .text = "A range with memory that is mapped PROT_NONE is refused with ENOMEM.",
    .source = "QNX library reference 7.0, mlock(), Errors",
    .evidence = "A",
    .judged_in = from_qnx_7_0,
    .accepts = {ENOMEM},
    .needs = api_lock | api_mprotect,
    .optional = true,
};
inline constexpr Requirement MLK_06{
    .id = "MLK_06",
    .text =
        "An address that does not start a page is refused with EINVAL, or rounded down to its page, which is locked.",
    .source = "QNX library reference 6.6, mlock(), Arguments; the 6.4-era release rounds",
    .evidence = "A+C",
    .judged_in = where_locks_can_run_short | in_obs64,
    .accepts = {EINVAL},
    .needs = api_lock,
    .optional = true,
    .not_for = where_locks_only_look,
};
inline constexpr Requirement MLK_07{
    .id = "MLK_07",
    .text =
        "A lock only looks whether the range is mapped and backed by memory, and is refused with ENOMEM if not: there "
        "is "
        "no limit, no ability and no passing shortage.",
    .source = "QNX library reference 8.0, mlock()",
    .evidence = "A",
    .judged_in = where_locks_only_look,
    .accepts = {ENOMEM},
    .needs = api_lock | api_munmap,
    .optional = true,
    .not_for = where_locks_can_run_short | in_obs64,
};
inline constexpr Requirement MLK_08{
    .id = "MLK_08",
    .text =
        "Locks do not stack, one unlock undoes several; they go when the memory is unmapped, and a child does not "
        "inherit them.",
    .source = "QNX System Architecture 7.0 and 7.1, Locking memory",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_lock | api_munmap,
    .optional = true,
};
inline constexpr Requirement MLK_09{
    .id = "MLK_09",
    .text = "mlockall() without flags or with unknown ones is refused with EINVAL, before the ability is looked at.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_lock_all,
    .optional = true,
};
inline constexpr Requirement MLK_10{
    .id = "MLK_10",
    .text = "munlock() and munlockall() need no ability.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_lock | api_lock_all,
    .optional = true,
};
inline constexpr Requirement MLK_11{
    .id = "MLK_11",
    .text = "Locking does not make a lazily mapped page resident: until it is touched, mem_offset() refuses it.",
    .source = "QNX System Architecture 7.0, Locking memory; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = where_locks_can_run_short | in_obs64,
    .accepts = {EACCES},
    .accepts_obs64 = {EACCES, EOVERFLOW},  // MOF_30
    .needs = api_lock | api_offset64 | api_offsets,
    .optional = true,
    .not_for = where_locks_only_look,
};

}  // namespace rows
}  // namespace mapproof
