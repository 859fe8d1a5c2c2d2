// mmap_device_memory() on a context, in the library's own bits.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>

#include "context.hpp"

namespace mapproof::lnx {

struct DeviceRequest {
  void* address = nullptr;
  std::size_t length = 0;
  std::uint64_t physical = 0;
  std::uint32_t protection = 0;
  std::uint32_t flags = 0;
};

mapproof_address_outcome map_device(Context& context, const DeviceRequest& request);

/// Linux's mmap() on the same file and nothing else: what the call above is measured against.
mapproof_address_outcome map_device_unchecked(Context& context, const DeviceRequest& request);

}  // namespace mapproof::lnx
