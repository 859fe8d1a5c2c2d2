// What a lock would find in a range, before it locks.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "linux/context/context.hpp"

namespace mapproof::lnx {

/// Whether every page of [start, end) is mapped with some right of access.
bool is_accessible(std::uintptr_t start, std::uintptr_t end);

/// Whether besides no page of it is lazy and still without memory.
bool is_backed(Context& context, std::uintptr_t start, std::uintptr_t end);

}  // namespace mapproof::lnx
