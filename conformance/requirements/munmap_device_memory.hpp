// What the documents demand of munmap_device_memory() and munmap_flags(), one row each.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cerrno>

#include "core/requirement.hpp"

namespace mapproof::rows {

inline constexpr Requirement MUN_01{
    .id = "MUN_01",
    .text = "-1 is an error and sets errno; anything else is success.",
    .source = "QNX library reference 6.4.1, 7.1 and 8.0, munmap_device_memory(), Returns",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_02{
    .id = "MUN_02",
    .text = "Every page that contains a part of the range is removed and no other: the length is rounded up to a page.",
    .source = "QNX library reference 6.4.1, 7.1 and 8.0, munmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_03{
    .id = "MUN_03",
    .text = "A later access to a removed page raises SIGSEGV.",
    .source = "QNX library reference 6.4.1, 7.1 and 8.0, munmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_04{
    .id = "MUN_04",
    .text = "A range in which nothing is mapped is no error: the call succeeds.",
    .source = "QNX library reference 6.4.1, 7.1 and 8.0, munmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_05{
    .id = "MUN_05",
    .text = "A range outside the address space of the process is refused with EINVAL.",
    .source =
        "QNX library reference 6.4.1 and 7.1, munmap_device_memory(), Errors; 7.0, 7.1 and 8.0, munmap_flags(), Errors",
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_06{
    .id = "MUN_06",
    .text = "A length of 0 is refused with EINVAL.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_07{
    .id = "MUN_07",
    .text =
        "An unaligned address is rounded down to its page, and that page is removed; a strict system refuses it with "
        "EINVAL.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_08{
    .id = "MUN_08",
    .text =
        "Unmapping exactly the unaligned pointer and length of a mapping frees exactly its pages: none is left and no "
        "neighbour is lost.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
};

inline constexpr Requirement MUN_09{
    .id = "MUN_09",
    .text = "Unmapping the middle splits a mapping, and both rests stay usable.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
};

inline constexpr Requirement MUN_10{
    .id = "MUN_10",
    .text = "A range over several mappings and holes is removed as a whole: the call succeeds and no page is left.",
    .source = "QNX library reference 6.4.1, 7.1 and 8.0, munmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_11{
    .id = "MUN_11",
    .text = "A second unmap of the same range succeeds.",
    .source = "QNX library reference 6.4.1, 7.1 and 8.0, munmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_12{
    .id = "MUN_12",
    .text = "ENOSYS says that the function is not supported.",
    .source = "QNX library reference 6.4.1 and 7.1, munmap_device_memory(), Errors",
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .untestable =
        "It needs a system on which the call does not exist, and then every row of this group is reported as "
        "unsupported.",
};

inline constexpr Requirement MUN_13{
    .id = "MUN_13",
    .text = "An unmap that a signal interrupts is refused with EINTR.",
    .source = "QNX library reference 8.0, munmap_flags(), Errors",
    .evidence = "A",
    .judged_in = only({Profile::qnx_8_0}),
    .accepts = {EINTR},
    .needs = api_map | api_window,
};

inline constexpr Requirement MUN_14{
    .id = "MUN_14",
    .text = "An unmap that has to split a mapping without memory to record the rest is refused with ENOMEM.",
    .source = "QNX library reference 8.0, munmap_flags(), Errors; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = only({Profile::qnx_8_0}) | in_obs64,
    .accepts = {ENOMEM},
    .needs = api_map | api_window,
};

inline constexpr Requirement MUN_15{
    .id = "MUN_15",
    .text =
        "A range that runs beyond the end of the address type is shortened, or refused with EINVAL, and never wraps to "
        "other mappings.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MUN_16{
    .id = "MUN_16",
    .text = "munmap_device_memory() and munmap() are equivalent: either removes what the other API mapped.",
    .source = "QNX library reference 6.4.1, 7.1 and 8.0, munmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window | api_munmap,
    .core = true,
};

inline constexpr Requirement MUN_17{
    .id = "MUN_17",
    .text = "Unmapping drops the memory locks of the range: what they had used of the lock limit is free again.",
    .source = "QNX System Architecture 7.0, Locking memory",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_lock,
};

inline constexpr Requirement MUN_18{
    .id = "MUN_18",
    .text = "munmap_flags() with flags 0 is a plain unmap, and a flag bit that the release does not define is refused.",
    .source = "QNX library reference 6.6, 7.0 and 8.0, munmap_flags()",
    .evidence = "A+C",
    .judged_in = from_qnx_7_0 | in_obs64,
    .accepts = any_errno,
    .accepts_obs64 = {EINVAL},
    .needs = api_map | api_window | api_munmap_flags,
    .optional = true,
};

inline constexpr Requirement MUN_19{
    .id = "MUN_19",
    .text = "Regions that the system owns are skipped silently when they lie in the range: the call succeeds.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
    .untestable =
        "Which regions a system owns is knowledge of that one system, and unmapping over a wrong guess would damage "
        "the process that asks.",
};

inline constexpr Requirement MUN_20{
    .id = "MUN_20",
    .text = "Unmapping does not touch the content of the device: a later mapping shows the bytes stored before.",
    .source = "Inferred: no document gives unmapping any other effect",
    .evidence = "I",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
};

}  // namespace mapproof::rows
