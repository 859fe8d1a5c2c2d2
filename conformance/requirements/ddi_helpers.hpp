// The rows of what SVR5 drivers call to name a page, and to turn bytes into pages.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ddi_mmap.hpp"

namespace mapproof::rows {

inline constexpr Requirement DDI_25{
    .id = "DDI_25",
    .text =
        "devmem_ppid() names the page of an offset in a chunk of the device's memory; NOPAGE if key, chunk or offset "
        "denote none.",
    .source = "SVR5 HDK (June 2005), devmem_ppid(D3)",
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_26{
    .id = "DDI_26",
    .text = "kvtoppid() names the page of a kernel virtual address; NOPAGE if the address is not valid.",
    .source = "SVR5 HDK (June 2005), kvtoppid(D3)",
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_27{
    .id = "DDI_27",
    .text = "Before DDI 8 phystoppid() names the page of a physical address; NOPAGE if the address is not valid.",
    .source = "SVR5 HDK (June 2005), phystoppid(D3)",
    .evidence = "A",
    .judged_in = in_ddi_7,
    .needs = api_framework,
    .optional = true,
    .not_for = where_drivers_are_newer,
};

inline constexpr Requirement DDI_28{
    .id = "DDI_28",
    .text =
        "Up to DDI 4 hat_getkpfnum() and hat_getppfnum() do the same for a kernel virtual and for a physical address, "
        "the latter of a physical space that exists.",
    .source = "SVR5 HDK (June 2005), hat_getkpfnum(D3), hat_getppfnum(D3); UnixWare 2.01",
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_framework,
    .optional = true,
    .not_for = every_svr5,
};

inline constexpr Requirement DDI_30{
    .id = "DDI_30",
    .text = "ptob() multiplies by the size of a page, loses the bits that do not fit, and never fails.",
    .source = "UnixWare 2.01, ptob(D3); SVR4, ptob(D3DK)",
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_pages,
    .optional = true,
};

inline constexpr Requirement DDI_31{
    .id = "DDI_31",
    .text = "btop() rounds down and btopr() rounds up to whole pages; neither fails.",
    .source = "SVR5 HDK (June 2005), btop(D3), btopr(D3)",
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_pages,
    .optional = true,
};

}  // namespace mapproof::rows
