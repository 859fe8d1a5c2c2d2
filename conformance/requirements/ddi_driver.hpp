// The rows of the SVR5 DDI about the entry point itself: what it is given, what it answers, how it is declared.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ddi_mmap.hpp"

namespace mapproof::rows {

inline constexpr Requirement DDI_05{
    .id = "DDI_05",
    .text =
        "The driver answers with a page for each offset that its device has, and NOPAGE for any other, from the first "
        "one past the end on; before DDI 8 for a negative one too.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_driver,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_06{
    .id = "DDI_06",
    .text =
        "The driver answers NOPAGE for every set of protections that goes beyond what its device grants, whichever "
        "page "
        "is asked for.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_driver,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_23{
    .id = "DDI_23",
    .text = "The protection is a set of PROT_READ, PROT_WRITE, PROT_EXEC and PROT_USER and nothing else.",
    .source = "SVR5 HDK (June 2005), mmap(D2); names as in SVR4 and illumos mmap(9E)",
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_24{
    .id = "DDI_24",
    .text = "A page id is opaque: a driver only passes on what the framework gave it, or NOPAGE.",
    .source = "SVR5 HDK (June 2005), mmap(D2), devmem_ppid(D3)",
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework | api_driver,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_29{
    .id = "DDI_29",
    .text = "The text of 1989 gave hat_getkpfnum() no error value, and let mmap entry points refuse with -1.",
    .source = "AT&T 1989, DDI/DKI, hat_getkpfnum(D3K)",
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .optional = true,
    .untestable =
        "The contract answers with NOPAGE alone, as every later text does: a driver of 1989 cannot be attached.",
};

inline constexpr Requirement DDI_32{
    .id = "DDI_32",
    .text = "A DDI 8 driver provides the entry point as d_mmap of its drvops(D4), and that one is called.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
    .core = true,
    .not_for = in_ddi_7,
};

inline constexpr Requirement DDI_33{
    .id = "DDI_33",
    .text = "Before DDI 8 the entry point is the named one that the Master file declares, and that one is called.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = in_ddi_7,
    .needs = api_framework,
    .optional = true,
    .core = true,
    .not_for = where_drivers_are_newer,
};

inline constexpr Requirement DDI_50{
    .id = "DDI_50",
    .text =
        "The entry point is part of every version from DDI 1 to DDI 8: a driver of each that can be attached is asked, "
        "before DDI 8 by the named entry point and then by d_mmap.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_34{
    .id = "DDI_34",
    .text =
        "Before DDI 8 the offset is signed, so that a negative one can reach the driver, which refuses it; since DDI 8 "
        "it is not.",
    .source = mmap_d2,
    .evidence = "A I",
    .judged_in = nowhere,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_35{
    .id = "DDI_35",
    .text =
        "The entry point runs in the context of the user who maps: it may block, and it may copy to the user's memory.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_49{
    .id = "DDI_49",
    .text = "PROT_USER is in the protection, because what is mapped is for user level.",
    .source = "inferred from what SVR5 HDK (June 2005), mmap(D2), says of PROT_USER",
    .evidence = "I",
    .judged_in = nowhere,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_36{
    .id = "DDI_36",
    .text = "The offsets of mmap may mean other places than those of read and write.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .optional = true,
    .untestable =
        "It leaves the choice to the driver: whatever the offsets of read and write mean, which are not part of this "
        "contract, nothing contradicts it.",
};

}  // namespace mapproof::rows
