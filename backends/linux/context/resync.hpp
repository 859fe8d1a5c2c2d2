// What Linux itself knows of the device mappings of this process.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "context.hpp"
#include "linux/pages/maps.hpp"

namespace mapproof::lnx {

inline constexpr std::uint64_t no_device = UINT64_MAX;

/// The physical address at the begin of this mapping, or no_device; also where it could be either of two.
std::uint64_t physical_begin(const Context& context, const MapsLine& line);

/// The physical address that `address` has in this mapping, or no_device. Where the kernel's list leaves it open, what
/// was noted when it was mapped decides.
std::uint64_t device_address(const Context& context, const MapsLine& line, std::uintptr_t address);

/// Makes the table agree with Linux again, after it refused to change this range.
void resync(Context& context, PageRange range, bool lazy);

}  // namespace mapproof::lnx
