// The parts of a VFIO region that can be mapped.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mapproof::lnx {

using MappableAreas = std::vector<std::pair<std::uint64_t, std::uint64_t>>;  // offset in the region, length

/// `bytes` holds what VFIO_DEVICE_GET_REGION_INFO answered, capabilities included.
MappableAreas mappable_areas(const unsigned char* bytes, std::size_t length);

}  // namespace mapproof::lnx
