// The rows of the SVR5 DDI about devices: instances, channels, and how long a mapping keeps one open.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ddi_mmap.hpp"

namespace mapproof::rows {

inline constexpr Requirement DDI_14{
    .id = "DDI_14",
    .text = "The entry point is called only while the device is open.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_15{
    .id = "DDI_15",
    .text =
        "A page that was handed out stays in use until the next last close of the instance: its memory is not given up "
        "before.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_47{
    .id = "DDI_47",
    .text =
        "A driver keeps the memory that it has handed out until the last close of the device: the close of one channel "
        "gives up nothing while another is open.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = every_svr5,
    .needs = api_framework | api_driver,
    .optional = true,
    .core = true,
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
    .optional = true,
};

inline constexpr Requirement DDI_17{
    .id = "DDI_17",
    .text =
        "close is called once for a channel, when its last user is gone; the channel is closed whatever it answers.",
    .source = "SVR5 HDK (June 2005), close(D2), drv_close(D3)",
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_18{
    .id = "DDI_18",
    .text = "Each entry point is given as idata the very value that the driver produced for this instance at CFG_ADD.",
    .source = "SVR5 HDK (June 2005), mmap(D2), config(D2), Device instance",
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
    .core = true,
    .not_for = in_ddi_7,
};

inline constexpr Requirement DDI_19{
    .id = "DDI_19",
    .text = "A software-only driver has no instance: its idata is undefined, and the framework calls it all the same.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
    .core = true,
};

inline constexpr Requirement DDI_20{
    .id = "DDI_20",
    .text = "The entry point is given the channel that was opened: one instance may show another memory on each.",
    .source = "SVR5 HDK (June 2005), mmap(D2), Channel number",
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
    .core = true,
    .not_for = in_ddi_7,
};

inline constexpr Requirement DDI_21{
    .id = "DDI_21",
    .text = "open may move to another channel; every later call is then given that one.",
    .source = "SVR5 HDK (June 2005), Channel number",
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
    .not_for = in_ddi_7,
};

inline constexpr Requirement DDI_22{
    .id = "DDI_22",
    .text =
        "The driver declares its largest channel; one beyond it cannot be opened, and about a million are possible.",
    .source = "SVR5 HDK (June 2005), Channel number",
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
    .not_for = in_ddi_7,
};

inline constexpr Requirement DDI_48{
    .id = "DDI_48",
    .text =
        "Before DDI 8 the entry point is given the number of the device that is mapped: no two devices share one, "
        "major "
        "or minor, and a device keeps its own.",
    .source = mmap_d2,
    .evidence = "A",
    .judged_in = in_ddi_7,
    .needs = api_framework,
    .optional = true,
    .core = true,
    .not_for = where_drivers_are_newer,
};

inline constexpr Requirement DDI_37{
    .id = "DDI_37",
    .text =
        "CFG_MODIFY gives the driver a new resource key: the old one names no page any more, and the driver uses the "
        "new one from then on.",
    .source = "SVR5 HDK (June 2005), config(D2)",
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
};

inline constexpr Requirement DDI_59{
    .id = "DDI_59",
    .text =
        "An instance that the driver refuses at CFG_ADD does not exist: no other entry point is called for it, and it "
        "takes up nothing.",
    .source = "SVR5 HDK (June 2005), config(D2)",
    .evidence = "A",
    .judged_in = in_ddi_8,
    .needs = api_framework,
    .optional = true,
};

}  // namespace mapproof::rows
