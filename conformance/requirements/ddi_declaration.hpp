// The rows of the SVR5 DDI about how a driver declares the entry point, which no running driver shows.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ddi_mmap.hpp"

namespace mapproof::rows {

inline constexpr std::string_view attached_by_table =
    "The contract attaches a driver by a table of its entry points, after its files were read: what they declare, and "
    "under which name, can be seen in the driver's own files only.";

inline constexpr Requirement DDI_51{
    .id = "DDI_51",
    .text = "Before DDI 8 a non-STREAMS driver declares the entry point in its Master file with $entry mmap.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .optional = true,
    .untestable = attached_by_table,
};

inline constexpr Requirement DDI_52{
    .id = "DDI_52",
    .text = "Before DDI 8 the entry point is a global symbol, named by the driver's prefix and mmap.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .optional = true,
    .untestable = attached_by_table,
};

inline constexpr Requirement DDI_53{
    .id = "DDI_53",
    .text = "Before DDI 8 only character drivers that are no STREAMS drivers have the entry point.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .optional = true,
    .untestable =
        "The contract knows neither block nor STREAMS drivers: only a system that has them could call the entry point "
        "of one.",
};

inline constexpr Requirement DDI_54{
    .id = "DDI_54",
    .text = "Before DDI 8 the entry point returns an int, and NOPAGE and every page id fit one.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .optional = true,
    .untestable =
        "The contract answers with 64 bits in every version, because page ids are opaque. How wide the int of a system "
        "is shows in its own headers only.",
};

inline constexpr Requirement DDI_55{
    .id = "DDI_55",
    .text = "The mp forms of DDI 5 to 8 have the same entry point; several processors may be in it at once.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .optional = true,
    .untestable =
        "They differ in which locks the system takes for a driver, and a framework in user space takes none: DDI_35 "
        "asks what holds for all, that a driver which blocks holds up no other.",
};

}  // namespace mapproof::rows
