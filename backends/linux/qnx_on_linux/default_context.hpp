// The one context of a process that calls the library, made on first use.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "linux/context/context.hpp"

namespace mapproof::lnx {

/// nullptr if there is none to be had: then reason() says why. Once it is there, safe in threads, in signal handlers
/// and after fork().
Context* default_context();

/// A sentence on why nothing, or not everything, can be mapped; "" if all is well.
const char* reason();

}  // namespace mapproof::lnx
