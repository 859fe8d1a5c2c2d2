// The rows of posix_mem_offset() and posix_mem_offset64().
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof {

/// Where the documents speak of a place inside the mapped object, as POSIX does.
inline constexpr ProfileSet where_offsets_are_in_objects =
    only({Profile::qnx_6_5, Profile::qnx_6_6, Profile::qnx_7_0, Profile::qnx_7_1}) | in_obs64;
/// Where they speak of a physical address instead.
inline constexpr ProfileSet where_offsets_are_physical = only({Profile::qnx_7_1b, Profile::qnx_8_0});

namespace rows {

inline constexpr Requirement PMO_01{
    .id = "PMO_01",
    .text = "The stored offset is the place inside the memory object that is mapped at the address.",
    .source = "POSIX.1 and QNX library reference 6.4.0 and BlackBerry 10, posix_mem_offset(), Description",
    .evidence = "A+C",
    .judged_in = where_offsets_are_in_objects,
    .needs = api_posix_offset | api_mmap | api_munmap,
    .optional = true,
    .not_for = where_offsets_are_physical,
};
inline constexpr Requirement PMO_02{
    .id = "PMO_02",
    .text =
        "The stored contiguous length is that part of the object which is mapped in one piece from the address on, at "
        "most the given length.",
    .source = "POSIX.1 and QNX library reference 6.4.0 and BlackBerry 10, posix_mem_offset(), Description",
    .evidence = "A",
    .judged_in = where_offsets_are_in_objects,
    .needs = api_posix_offset | api_mmap | api_munmap,
    .optional = true,
    .not_for = where_offsets_are_physical,
};
inline constexpr Requirement PMO_03{
    .id = "PMO_03",
    .text = "The stored descriptor is the one with which the memory was mapped.",
    .source = "POSIX.1 and QNX library reference 6.4.0 and BlackBerry 10, posix_mem_offset(), Description",
    .evidence = "A",
    .judged_in = where_offsets_are_in_objects,
    .needs = api_posix_offset | api_mmap,
    .optional = true,
    .not_for = where_offsets_are_physical,
};
inline constexpr Requirement PMO_04{
    .id = "PMO_04",
    .text =
        "If the descriptor was closed since, -1 is stored, also when its number has come to stand for another object.",
    .source = "POSIX.1, posix_mem_offset(), Description; 6.4-era behaviour for numbers that are used again",
    .evidence = "A+C",
    .judged_in = where_offsets_are_in_objects,
    .needs = api_posix_offset | api_mmap,
    .optional = true,
    .not_for = where_offsets_are_physical,
};
inline constexpr Requirement PMO_05{
    .id = "PMO_05",
    .text = "An address at which the process has mapped nothing is refused with EACCES.",
    .source = "POSIX.1, posix_mem_offset(), Errors; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EACCES},
    .needs = api_posix_offset | api_mmap | api_munmap,
    .optional = true,
};
inline constexpr Requirement PMO_06{
    .id = "PMO_06",
    .text = "Anonymous memory has no place in an object: the call is refused with EACCES.",
    .source = "QNX library reference BlackBerry 10, posix_mem_offset(); POSIX.1, Errors; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = where_offsets_are_in_objects,
    .accepts = {EACCES},
    .needs = api_posix_offset | api_mmap,
    .optional = true,
    .not_for = where_offsets_are_physical,
};
inline constexpr Requirement PMO_07{
    .id = "PMO_07",
    .text = "A mapping made by mmap_device_memory() counts as anonymous here: the call is refused with EACCES.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EACCES},
    .needs = api_posix_offset | api_mmap | api_map | api_window,
    .optional = true,
    .not_for = where_offsets_are_physical,
};
inline constexpr Requirement PMO_08{
    .id = "PMO_08",
    .text =
        "The answer for typed memory, mapped through a descriptor of the same pool that was opened without an allocate "
        "flag, shows the same memory.",
    .source = "POSIX.1, posix_mem_offset(), Description; QNX library reference 6.4.1, mem_offset()",
    .evidence = "A",
    .judged_in = where_offsets_are_in_objects,
    .needs = api_posix_offset | api_mmap | api_typed,
    .optional = true,
    .not_for = where_offsets_are_physical,
};
inline constexpr Requirement PMO_09{
    .id = "PMO_09",
    .text = "The form with an off_t of 32 bits refuses a place from 2 GiB on with EOVERFLOW.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EOVERFLOW},
    .needs = api_posix_offset | api_mmap,
    .optional = true,
    .not_for = where_offsets_are_physical,
};
inline constexpr Requirement PMO_10{
    .id = "PMO_10",
    .text =
        "The call answers with the physical address and the physically contiguous length, and either result pointer "
        "may be NULL.",
    .source = "QNX library reference 7.1 (October 2024) and 8.0, posix_mem_offset()",
    .evidence = "A",
    .judged_in = where_offsets_are_physical,
    .needs = api_posix_offset | api_offsets,
    .optional = true,
    .not_for = where_offsets_are_in_objects,
};
inline constexpr Requirement PMO_11{
    .id = "PMO_11",
    .text = "A refusal is -1 with errno set and not the errno as a value, and success is 0.",
    .source = "Behaviour observed of the 6.4-era release; POSIX.1 lets the errno be the value",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_posix_offset | api_mmap,
    .optional = true,
    .not_for = where_offsets_are_physical,
};
inline constexpr Requirement PMO_12{
    .id = "PMO_12",
    .text = "For the same address this call says where in the object it lies, and mem_offset() where in RAM.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Description",
    .evidence = "A",
    .judged_in = where_offsets_are_in_objects,
    .needs = api_posix_offset | api_mmap | api_offset64 | api_offsets,
    .optional = true,
    .not_for = where_offsets_are_physical,
};

}  // namespace rows
}  // namespace mapproof
