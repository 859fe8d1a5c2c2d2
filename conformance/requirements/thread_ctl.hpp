// The rows of ThreadCtl(), as far as it grants the I/O privilege.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof::rows {

inline constexpr Requirement TCT_01{
    .id = "TCT_01",
    .text = "A caller who may not have the I/O privilege is refused with EPERM.",
    .source = "QNX library reference 6.6, mmap_device_io(), on the ability io; observed of the 6.4-era release",
    .evidence = "C A",
    .judged_in = from_qnx_6_6 | in_obs64,
    .accepts = {EPERM},
    .needs = api_thread_control,
    .optional = true,
};

inline constexpr Requirement TCT_02{
    .id = "TCT_02",
    .text = "A thread can ask for the privilege for itself only; for another thread it is refused.",
    .source = "QNX library reference 7.1, ThreadCtl(); errno observed of the 6.4-era release",
    .evidence = "A C",
    .judged_in = only({Profile::qnx_7_1, Profile::qnx_7_1b}) | in_obs64,
    .accepts = any_errno,
    .accepts_obs64 = {ENOTSUP},
    .needs = api_thread_control,
    .optional = true,
};

inline constexpr Requirement TCT_03{
    .id = "TCT_03",
    .text = "Before the call returns all memory of the process counts as locked.",
    .source = "QNX system architecture 7.0 and 7.1, Locking memory; observed of the 6.4-era release",
    .evidence = "A C",
    .judged_in = every_qnx,
    .needs = api_thread_control | api_offsets,
    .optional = true,
};

inline constexpr Requirement TCT_04{
    .id = "TCT_04",
    .text = "The privilege is one of the thread and not of the process.",
    .source = "QNX library reference 6.6, mmap_device_io()",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_thread_control | api_device_io,
    .optional = true,
};

}  // namespace mapproof::rows
