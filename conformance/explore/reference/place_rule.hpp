// What the rows say of one call of posix_mem_offset() or posix_mem_offset64().
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup_truth.hpp"
#include "rule.hpp"
#include "world.hpp"

namespace mapproof::explore {

struct PlaceAsked {
  const Step& step;
  std::uint64_t address;
  std::uint64_t length;

  bool narrow() const { return step.call == Call::place32; }
};

/// Whether the profile's documents speak of physical addresses, and not of places inside objects.
inline bool places_are_physical(const World& world) { return world.rows.judged("PMO_10"); }

/// Where in its object a byte of typed memory lies; nothing if that is not known yet.
std::optional<std::uint64_t> place_at(const World& world, std::uint64_t address);

/// How far typed memory goes on in one piece from an address: at least, and at most.
Run piece_from(const World& world, std::uint64_t address);

Rule place_rule(const World& world, const PlaceAsked& asked);

}  // namespace mapproof::explore
