// Calls that race: from several threads, with a signal handler, and in a thread that is about to be cancelled.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace mapproof {

/// Makes a call from several threads, over and over, until two of them were in it together. `call` is told which thread
/// it is in. Untested if it does not come to that within a fraction of a second.
void call_from_threads(std::size_t threads, const std::function<void(std::size_t)>& call);

/// Makes a call over and over while a signal handler interrupts it with another one. Untested if no call is ever
/// interrupted. Neither function may throw.
void call_while_interrupted(const std::function<void()>& call, const std::function<void()>& in_handler);

/// Whether a call returns in a thread whose cancellation is pending. One that is no cancellation point does.
bool returns_while_cancelled(const std::function<void()>& call);

}  // namespace mapproof
