// Compaction: what the system may do to memory that is not locked.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/session.hpp"

namespace mapproof::model {

/// Moves every resident, unlocked run of ordinary memory to other frames of its bank, content kept. Stays: what another
/// process shares, and what finds no free frames. A store of another thread at the same moment may be lost: the caller
/// arranges, so it also sees to that.
void move_frames(mapproof_session& session);

}  // namespace mapproof::model
