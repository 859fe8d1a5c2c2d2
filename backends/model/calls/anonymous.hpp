// Ordinary memory as mmap() gives it: one contiguous run of frames for each request.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "placing.hpp"

namespace mapproof::model {

struct Anonymous {
  std::uint64_t address = 0;  ///< 0, a hint, or the exact place
  std::uint64_t length = 0;   ///< any number of bytes but 0
  bool fixed = false;
  std::uint32_t protection = 0;
  std::uint32_t flags = 0;  ///< ExtentFlag; locked is added where the process has asked for it
  Constraint constraint{};
};

Placed place_anonymous(mapproof_session& session, const Anonymous& anonymous);

/// Maps frames that the caller already holds; gives them back if that fails. `placing` brings the place, the
/// protections and the extent without its physical address.
Placed place_frames(mapproof_session& session, Placing placing, std::uint64_t physical);

}  // namespace mapproof::model
