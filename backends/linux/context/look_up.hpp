// mem_offset() on a context.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>

#include "context.hpp"

namespace mapproof::lnx {

/// `largest`: what the caller's off_t can hold; beyond it EOVERFLOW.
mapproof_status_outcome look_up(Context& context, const mapproof_offset_request& request, std::uint64_t largest);

}  // namespace mapproof::lnx
