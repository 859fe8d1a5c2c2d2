// Makes random sequences. What it makes depends on the seed and on what the target offers, and on no answer of the
// subject: the same seed gives the same sequence on every machine with the same target.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "explore/language/step.hpp"
#include "random.hpp"

namespace mapproof::explore {

/// What sequences may be made of.
struct Capabilities {
  std::size_t page_size = 4096;
  std::vector<mapproof_window> windows;
  std::uint32_t memory_kinds = 0;
  std::uint32_t invalid_flags = 0;
  std::uint32_t invalid_protection = 0;
  bool has_physical_end = false;
  bool has_lookups = false;
  bool has_situations = false;
  std::uint32_t pool_count = 0;             ///< typed memory objects that can be opened by name
  bool has_places = false;                  ///< posix_mem_offset() in either form
  std::uint64_t calls = ~std::uint64_t{0};  ///< bit of each Call that the subject has

  bool has(Call call) const { return (calls >> static_cast<unsigned>(call) & 1) != 0; }
};

Capabilities capabilities_of(const mapproof_backend& table, mapproof_session* handle, const mapproof_facts& facts);

/// Sequence `number` of a seed.
Sequence make_sequence(const Capabilities& capabilities, std::uint64_t seed, std::uint64_t number, std::size_t steps);

}  // namespace mapproof::explore
