// The rows of the SVR5 DDI entry point mmap(D2): what the user's mmap() of a device does.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof::rows {

// All DDI rows are optional: a subject may have a framework, a driver, or both. The errnos of refusals and the order of
// calls are known from the SVR4 line only, so those rows are reported and not judged.
inline constexpr std::string_view mmap_d2 = "SVR5 HDK (June 2005), mmap(D2)";
inline constexpr std::string_view mmap_d2_and_sibling = "SVR5 HDK (June 2005), mmap(D2); illumos mmap(9E)";
inline constexpr std::string_view svr4_line = "SVR4 line as illumos keeps it, mmap(2) on a character device";
inline constexpr ProfileSet in_ddi_7 = only({Profile::svr5_ddi7});
/// In a profile that is about no DDI the suite's drivers are those of DDI 8.
inline constexpr ProfileSet where_drivers_are_newer = every_qnx | only({Profile::svr5_ddi8});
inline constexpr ProfileSet in_ddi_8 = only({Profile::svr5_ddi8});

inline constexpr Requirement DDI_01{
    .id = "DDI_01",
    .text = "The mmap entry point is optional; without it the user's mmap() fails with ENODEV.",
    .source = mmap_d2_and_sibling,
    .evidence = "A",
    .judged_in = every_svr5,
    .accepts = {ENODEV},
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_02{
    .id = "DDI_02",
    .text = "One call of the entry point answers for one page.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_03{
    .id = "DDI_03",
    .text = "The offset that the driver is given is a multiple of ptob(1).",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_04{
    .id = "DDI_04",
    .text =
        "The driver validates offsets: the framework hands it every page-aligned offset, also one that no device has.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_07{
    .id = "DDI_07",
    .text = "NOPAGE for any page of the request makes the user's mmap() fail with ENXIO.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .accepts = {ENXIO},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_46{
    .id = "DDI_46",
    .text =
        "Where the driver answers NOPAGE for any page of a request, the user's mmap() fails and nothing of the request "
        "is mapped; which errno it leaves is DDI_07's.",
    .source = "SVR5 HDK (June 2005), mmap(D2); SVR4 line, mmap(2) on offsets that the object does not have",
    .evidence = "A C",
    .judged_in = every_svr5,
    .accepts = any_errno,
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_08{
    .id = "DDI_08",
    .text =
        "All pages are asked for in ascending order before anything is mapped, and the first refusal ends the asking.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_09{
    .id = "DDI_09",
    .text =
        "Before it maps, the framework asks with the most that the descriptor allows and not with what the user asked "
        "for: a driver that refuses PROT_WRITE refuses a reader whose descriptor is open for writing too.",
    .source = svr4_line,
    .evidence = "C I",
    .judged_in = nowhere,
    .accepts = {ENXIO},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_10{
    .id = "DDI_10",
    .text =
        "At a page fault the driver is asked again for that page, with the mapping's protection; its refusal then is a "
        "fault.",
    .source = "illumos, mmap(9E) and seg_dev",
    .evidence = "K",
    .judged_in = nowhere,
    .needs = api_framework,
    .optional = true,
    .untestable =
        "Only the system that takes the fault can ask a driver then. A framework in user space would have to take "
        "SIGSEGV from the process under test, and with it every fault that a check looks for.",
};

inline constexpr Requirement DDI_11{
    .id = "DDI_11",
    .text = "Only MAP_SHARED is possible on such a device: MAP_PRIVATE is refused with EINVAL.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .accepts = {EINVAL},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_12{
    .id = "DDI_12",
    .text = "A request for which there is no free address range is refused with ENOMEM.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .accepts = {ENOMEM},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_13{
    .id = "DDI_13",
    .text = "With MAP_FIXED what was mapped there is removed only after the driver has granted all pages.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_56{
    .id = "DDI_56",
    .text = "An address without MAP_FIXED is a hint: the mapping overlays nothing that the process has.",
    .source = "SVR4 line, mmap(2) on an address that is not fixed",
    .evidence = "C",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_57{
    .id = "DDI_57",
    .text = "With MAP_FIXED the mapping replaces what is in its range, and nothing beside it.",
    .source = "SVR4 line, mmap(2) on a fixed address",
    .evidence = "C",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_58{
    .id = "DDI_58",
    .text =
        "A page is mapped with the protection that the user asked for, and not with what the driver grants beyond it.",
    .source = "SVR4 line, mmap(2) on the protection of a mapping",
    .evidence = "C",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_38{
    .id = "DDI_38",
    .text =
        "A length of 0, an offset or a fixed address that is not on a page, and a missing type are refused with EINVAL "
        "before the driver is asked.",
    .source = svr4_line,
    .evidence = "K",
    .judged_in = nowhere,
    .accepts = {EINVAL},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_39{
    .id = "DDI_39",
    .text =
        "A descriptor that was not opened for reading, or not for writing where a shared mapping is to be written, is "
        "refused with EACCES before the driver is asked.",
    .source = svr4_line,
    .evidence = "K",
    .judged_in = nowhere,
    .accepts = {EACCES},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_40{
    .id = "DDI_40",
    .text = "While a record lock is held on the device node a mapping is refused with EAGAIN.",
    .source = svr4_line,
    .evidence = "C K",
    .judged_in = nowhere,
    .accepts = {EAGAIN},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_41{
    .id = "DDI_41",
    .text = "Where mapping is forbidden for the node it is refused with ENOSYS.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .accepts = {ENOSYS},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_42{
    .id = "DDI_42",
    .text = "On a block device a range beyond its size is refused with ENXIO and a negative offset with EINVAL.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .needs = api_framework,
    .optional = true,
    .untestable =
        "A block device is mapped by the file system's page cache and never through mmap(D2): neither the framework "
        "nor a driver of this contract takes part in it.",
};

inline constexpr Requirement DDI_43{
    .id = "DDI_43",
    .text = "One mapping too many is refused with EMFILE.",
    .source = svr4_line,
    .evidence = "K",
    .judged_in = nowhere,
    .accepts = {EMFILE},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_44{
    .id = "DDI_44",
    .text = "A descriptor that is not open is refused with EBADF.",
    .source = svr4_line,
    .evidence = "K",
    .judged_in = nowhere,
    .accepts = {EBADF},
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_45{
    .id = "DDI_45",
    .text = "A refused request leaves the driver's count of opens as it was.",
    .source = "inferred from how the SVR4 line counts mappings",
    .evidence = "I",
    .judged_in = nowhere,
    .needs = api_framework,
    .optional = true,
};

}  // namespace mapproof::rows
