// munmap_device_memory() on a context.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>

#include "context.hpp"

namespace mapproof::lnx {

/// Unmaps every page that the range touches, whoever mapped it.
mapproof_status_outcome unmap_pages(Context& context, void* from, std::size_t length);

}  // namespace mapproof::lnx
