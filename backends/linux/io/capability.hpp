// One effective capability of the calling thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mapproof::lnx {

bool has_capability(unsigned capability);

/// Drops it from, or raises it into, the effective set. False: the kernel refused.
bool set_capability(unsigned capability, bool on);

}  // namespace mapproof::lnx
