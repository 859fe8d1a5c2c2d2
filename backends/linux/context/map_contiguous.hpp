// MAP_PHYS with MAP_ANON: memory in one physical run, on a context.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include "context.hpp"
#include "map_device.hpp"

namespace mapproof::lnx {

/// `request.physical` means nothing. EPERM: frames are hidden from this process; ENOTSUP: no run is to be had; ENOMEM:
/// longer than any run that can be found. Allocates memory: not for signal handlers.
mapproof_address_outcome map_contiguous(Context& context, const DeviceRequest& request);

}  // namespace mapproof::lnx
