// The rows of the SVR5 DDI entry point mmap(D2), first slice.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof::rows {

// Sources. The errno of a refusal and the order of calls are known from the SVR4 line only, so those rows are reported.
inline constexpr std::string_view mmap_d2 = "SVR5 HDK (June 2005), mmap(D2)";
inline constexpr std::string_view mmap_d2_and_sibling = "SVR5 HDK (June 2005), mmap(D2); illumos mmap(9E)";
inline constexpr std::string_view svr4_line = "SVR4 line as illumos keeps it, mmap(2) on a character device";

inline constexpr Requirement DDI_01{
    .id = "DDI_01",
    .text = "The mmap entry point is optional; without it the user's mmap() fails with ENODEV.",
    .source = mmap_d2_and_sibling,
    .evidence = "A",
    .judged_in = every_svr5,
    .accepts = {ENODEV},
    .needs = api_framework,
};

inline constexpr Requirement DDI_02{
    .id = "DDI_02",
    .text = "One call of the entry point answers for one page.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
};

inline constexpr Requirement DDI_03{
    .id = "DDI_03",
    .text = "The offset that the driver is given is a multiple of ptob(1).",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
};

inline constexpr Requirement DDI_04{
    .id = "DDI_04",
    .text =
        "The driver validates offsets: the framework hands it every page-aligned offset, also one that no device has.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
};

inline constexpr Requirement DDI_05{
    .id = "DDI_05",
    .text =
        "The driver answers NOPAGE for an offset that its device does not have, from the first one past the end on.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework | api_driver,
};

inline constexpr Requirement DDI_06{
    .id = "DDI_06",
    .text = "The driver answers NOPAGE for a protection that its device does not grant.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework | api_driver,
};

inline constexpr Requirement DDI_07{
    .id = "DDI_07",
    .text = "NOPAGE for any page of the request makes the user's mmap() fail with ENXIO.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .accepts = {ENXIO},
    .needs = api_framework,
};

inline constexpr Requirement DDI_08{
    .id = "DDI_08",
    .text =
        "All pages are asked for in ascending order before anything is mapped, and the first refusal ends the asking.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .needs = api_framework,
};

inline constexpr Requirement DDI_11{
    .id = "DDI_11",
    .text = "Only MAP_SHARED is possible on such a device: MAP_PRIVATE is refused with EINVAL.",
    .source = svr4_line,
    .evidence = "C",
    .judged_in = nowhere,
    .accepts = {EINVAL},
    .needs = api_framework,
};

inline constexpr Requirement DDI_16{
    .id = "DDI_16",
    .text =
        "A live mapping keeps the device open: the driver's close runs after the descriptor and the last page are "
        "gone.",
    .source = "Oracle, Writing Device Drivers, close(9E); SVR5 HDK (June 2005), mmap(D2)",
    .evidence = "C A",
    .judged_in = nowhere,
    .needs = api_framework,
};

}  // namespace mapproof::rows
