// Memory whose frames follow one another.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include "session.hpp"

namespace mapproof::lnx {

/// Private memory only. ENOTSUP if frame numbers are hidden from this process or no run was found, ENOMEM if the length
/// is out of the question.
mapproof_address_outcome map_contiguous(mapproof_session& session, const mapproof_mmap_request& request);

}  // namespace mapproof::lnx
