// Makes a page resident as a program does: by touching it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mapproof {

/// Stores the byte that is there once more. Unlike a store of its own, a program that makes the calls of a check again
/// does it too.
void touch(void* address);

}  // namespace mapproof
