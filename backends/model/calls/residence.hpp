// Which pages of ordinary memory have their frame, and giving it to those that lack it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/session.hpp"

namespace mapproof::model {

/// Does the initial copying or zero-filling from `range.start` on, as far as ordinary memory reaches without a hole. A
/// lazy page only becomes resident by a touch, so this notes which of them were touched and ends at the first that was
/// not.
void make_resident(mapproof_session& session, Range range);

}  // namespace mapproof::model
