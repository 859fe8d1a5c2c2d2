// The rows of typed memory: posix_typed_mem_open(), posix_typed_mem_get_info(), and mmap() of its descriptors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof::rows {

// Sources.
inline constexpr std::string_view typed_open_70 = "QNX library reference 7.0, posix_typed_mem_open()";
inline constexpr std::string_view typed_open_and_observed =
    "QNX library reference 7.0, posix_typed_mem_open(); observed of the 6.4-era release";
inline constexpr std::string_view typed_info_70 = "QNX library reference 7.0, posix_typed_mem_get_info()";
inline constexpr std::string_view typed_observed = "observed of the 6.4-era release";

inline constexpr Requirement TYM_01{
    .id = "TYM_01",
    .text = "A name that no typed memory object has is refused with ENOENT.",
    .source = typed_open_and_observed,
    .evidence = "A C",
    .judged_in = every_qnx,
    .accepts = {ENOENT},
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_02{
    .id = "TYM_02",
    .text =
        "More than one of the three tflags is refused with EINVAL; so are, in the 6.4 era, bits that have no meaning.",
    .source = typed_open_and_observed,
    .evidence = "A C",
    .judged_in = every_qnx,
    .accepts = {EINVAL},
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_03{
    .id = "TYM_03",
    .text = "An open mode that the caller has no permission for is refused with EACCES.",
    .source = typed_open_70,
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = {EACCES},
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_04{
    .id = "TYM_04",
    .text =
        "POSIX_TYPED_MEM_MAP_ALLOCATABLE without privilege is refused with EPERM; so is, in the 6.4 era, an open "
        "without any tflag.",
    .source = typed_open_and_observed,
    .evidence = "A C",
    .judged_in = every_qnx,
    .accepts = {EPERM},
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_05{
    .id = "TYM_05",
    .text = "EMFILE, ENFILE, ENAMETOOLONG and EINTR are left as open() leaves them.",
    .source = typed_open_70,
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = {EMFILE, ENFILE, ENAMETOOLONG, EINTR},
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_06{
    .id = "TYM_06",
    .text = "Bits of oflag other than the access mode and O_NOCTTY are refused with EINVAL.",
    .source = typed_observed,
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_07{
    .id = "TYM_07",
    .text =
        "A name with a leading slash is exact, one without is the end of a name; '&' intersects and '|' unites, from "
        "left to right. An empty segment and an empty intersection are refused, in the 6.4 era with EINVAL and ENODEV.",
    .source = typed_open_and_observed,
    .evidence = "A C",
    .judged_in = every_qnx,
    .needs = api_typed | api_mmap,
    .optional = true,
};

inline constexpr Requirement TYM_08{
    .id = "TYM_08",
    .text =
        "mmap() that allocates from typed memory refuses an offset other than 0, MAP_LAZY and MAP_BELOW16M with "
        "EINVAL.",
    .source = typed_observed,
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_typed | api_mmap,
    .optional = true,
};

inline constexpr Requirement TYM_09{
    .id = "TYM_09",
    .text =
        "On a descriptor opened with no tflag or with POSIX_TYPED_MEM_MAP_ALLOCATABLE the offset of mmap() is a "
        "physical address; one outside of the object is refused with ENXIO.",
    .source = typed_open_and_observed,
    .evidence = "A C",
    .judged_in = every_qnx,
    .accepts = {ENXIO},
    .needs = api_typed | api_mmap,
    .optional = true,
};

inline constexpr Requirement TYM_10{
    .id = "TYM_10",
    .text = "mmap() of more than the typed memory object has left is refused with ENOMEM.",
    .source = "POSIX, mmap(); observed of the 6.4-era release",
    .evidence = "A C",
    .judged_in = every_qnx,
    .accepts = {ENOMEM},
    .needs = api_typed | api_mmap,
    .optional = true,
};

inline constexpr Requirement TYM_11{
    .id = "TYM_11",
    .text = "posix_typed_mem_get_info() of a descriptor that is not open is refused with EBADF.",
    .source = typed_info_70,
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = {EBADF},
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_12{
    .id = "TYM_12",
    .text = "posix_typed_mem_get_info() of a descriptor of another kind is refused with ENODEV.",
    .source = typed_info_70,
    .evidence = "A C",
    .judged_in = every_qnx,
    .accepts = {ENODEV},
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_13{
    .id = "TYM_13",
    .text =
        "posix_typed_mem_get_info() of a descriptor that was opened with neither allocate flag tells a length of 0.",
    .source = typed_info_70,
    .evidence = "A C",
    .judged_in = every_qnx,
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_14{
    .id = "TYM_14",
    .text = "In the 6.4 era posix_typed_mem_get_info() of no descriptor tells how much ordinary memory is free.",
    .source = typed_observed,
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_typed,
    .optional = true,
    .not_for = every_qnx_document | every_svr5,
};

inline constexpr Requirement TYM_15{
    .id = "TYM_15",
    .text = "ftruncate() and other file operations on a descriptor of typed memory are refused with ENOSYS.",
    .source = typed_open_70,
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = {ENOSYS},
    .needs = api_typed,
    .optional = true,
};

inline constexpr Requirement TYM_16{
    .id = "TYM_16",
    .text = "What mmap() allocates from typed memory is allocated to nobody else until its last mapping is gone.",
    .source = "POSIX.1, posix_typed_mem_open(), mmap(), munmap()",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_typed | api_mmap,
    .optional = true,
};

inline constexpr Requirement TYM_17{
    .id = "TYM_17",
    .text = "POSIX_TYPED_MEM_ALLOCATE_CONTIG allocates one physical run.",
    .source = "QNX library reference 7.0 and POSIX.1, posix_typed_mem_open()",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_typed | api_mmap,
    .optional = true,
};

}  // namespace mapproof::rows
