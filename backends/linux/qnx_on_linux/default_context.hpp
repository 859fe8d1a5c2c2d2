// The one context of a process that calls the library, made on first use.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "linux/context/context.hpp"

namespace mapproof::lnx {

/// nullptr if there is none to be had: then reason() says why. Once it is there, safe in threads, in signal handlers
/// and after fork().
Context* default_context();

/// After a refusal, whether the process has by now what it lacked when the context was made: the right to see frames,
/// or a descriptor for them. Safe wherever a call is.
bool may_see_frames_now(Context& context);

}  // namespace mapproof::lnx
