// What Linux itself knows of the device mappings of this process.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "context.hpp"
#include "linux/pages/maps.hpp"

namespace mapproof::lnx {

inline constexpr std::uint64_t no_device = UINT64_MAX;

/// The physical address at the begin of this mapping, or no_device.
std::uint64_t physical_begin(const Context& context, const MapsLine& line);

/// Makes the table agree with Linux again, after it refused to change this range.
void resync(Context& context, PageRange range, bool lazy);

}  // namespace mapproof::lnx
