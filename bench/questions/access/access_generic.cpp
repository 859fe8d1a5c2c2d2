// Access widths of a CPU of which nothing is known but its registers.
// SPDX-License-Identifier: Apache-2.0
#include <atomic>

#include "access_scalar.hpp"

namespace mapproof::bench {

const Access* access_of(std::size_t width) { return scalar_access_of(width); }

void drain_stores() { std::atomic_thread_fence(std::memory_order_seq_cst); }

}  // namespace mapproof::bench
