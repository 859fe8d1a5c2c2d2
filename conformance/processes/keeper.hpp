// A process between the runner and the code under test, so that a subject which harms its parent harms no other check.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace mapproof {

/// Splits this process in two and comes back in the new child, which then runs the subject. The other one, the keeper,
/// never comes back: it waits, calls `last_words` with whether its child ended by itself and well, and ends as that one
/// ended. SIGTERM makes it end its child. To be called before any code of the subject runs. Throws CannotRun if no
/// process can be made.
void continue_below_a_keeper(const std::function<void(bool ended_well)>& last_words);

}  // namespace mapproof
