// From an address to the frame behind it, with the documents' errno where there is none to tell.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "context.hpp"

namespace mapproof::lnx {

/// Where a byte lies.
struct Place {
  std::uint64_t physical = 0;
  bool is_device = false;
};

/// Stores the place of this very byte and returns 0, or returns EACCES (nothing mapped, or lazy and not yet resident),
/// EAGAIN (not locked) or EPERM (the kernel hides frame numbers from this process, or gives the page no frame of its
/// own). What the kernel lists as mapped there counts, whoever mapped it and however it came there.
int resolve(Context& context, std::uintptr_t address, Place& place);

/// How many bytes from `address`, which resolve() took to `place`, lie in one physical run and are locked; at most
/// `length`.
std::size_t run_length(Context& context, std::uintptr_t address, const Place& place, std::size_t length);

}  // namespace mapproof::lnx
