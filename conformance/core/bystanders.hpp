// Memory that a process has beside what the subject gave it, to point hints at: heap, stack, files and the rest.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace mapproof {

/// Some pages of one kind, filled with a pattern that the kind lets be filled in.
struct Bystander {
  std::string kind;
  void* address;
  std::size_t length;
  bool before_is_free;  ///< nothing is mapped on the page before it
  bool is_readable;
};

/// Calls `use` with one bystander of each kind that this process can have, each of several pages of `page` bytes.
void with_each_bystander(std::size_t page, const std::function<void(const Bystander&)>& use);

/// Where a call has put a mapping; false if it was refused.
using PlaceAt = std::function<bool(void* hint, std::size_t length, std::uintptr_t* placed)>;

/// Gives a call hints at each bystander, in the middle of it, and at a free page from which the range runs into it. The
/// check fails unless the call succeeds each time, with a place elsewhere, and what was there keeps its bytes.
void expect_bystanders_kept(std::size_t page, const PlaceAt& place_at);

}  // namespace mapproof
