// What the rows say of one request of mmap_device_memory().
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "explore/language/step.hpp"
#include "rule.hpp"
#include "world.hpp"

namespace mapproof::explore {

inline constexpr std::uint32_t all_accesses = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC;

/// The numbers of one request, and what they mean.
struct MapAsked {
  const Step& step;
  std::uint64_t address;
  std::uint64_t length;
  std::uint64_t physical;

  bool fixed() const { return (step.flags & MAPPROOF_MAP_FIXED) != 0; }
  bool nocache() const {
    return (step.protection & MAPPROOF_PROT_NOCACHE) != 0 || (step.flags & MAPPROOF_MAP_NOCACHE) != 0;
  }
  bool physical_wraps() const { return length != 0 && physical + (length - 1) < physical; }
};

/// Whether the physical range ends above what the machine has.
bool is_beyond(const World& world, const MapAsked& asked);

Rule map_rule(const World& world, const MapAsked& asked);

}  // namespace mapproof::explore
