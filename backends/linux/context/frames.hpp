// From an address to the frame behind it, with the documents' errno where there is none to tell.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "context.hpp"

namespace mapproof::lnx {

/// Stores the physical address of this very byte and returns 0, or returns EACCES (nothing mapped, or lazy and not yet
/// resident), EAGAIN (not locked) or EPERM (the kernel hides frame numbers from this process).
int resolve(Context& context, std::uintptr_t address, std::uint64_t& physical);

/// How many bytes from `address`, which resolve() took to `physical`, lie in one physical run and are locked; at most
/// `length`.
std::size_t run_length(Context& context, std::uintptr_t address, std::uint64_t physical, std::size_t length);

}  // namespace mapproof::lnx
