// Device mappings that were unmapped or replaced without this library's knowledge.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "context.hpp"

namespace mapproof::lnx {

/// Asks Linux whether what the table says of this page is still so, and corrects the table if not. Linux's own munmap()
/// and mmap() may have been there.
void forget_if_gone(Context& context, const void* address);

}  // namespace mapproof::lnx
