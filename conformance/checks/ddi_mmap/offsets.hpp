// Which offsets and protections a driver is asked for: all of a small device, the telling ones of a large one.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "attached_driver.hpp"

namespace mapproof {

/// The page in the middle.
inline std::size_t middle_of(std::size_t length, std::size_t page) { return length / 2 / page * page; }

/// Both ends, both sides of every power of two, and others at equal distances: a few hundred at most.
inline std::vector<std::size_t> offsets_of_device(std::size_t length, std::size_t page) {
  constexpr std::size_t many = 128;
  std::vector<std::size_t> offsets;
  const std::size_t pages = length / page;
  for (std::size_t i = 0; i < std::min(many, pages); ++i) {
    offsets.push_back(i * page);
    offsets.push_back((pages - 1 - i) * page);
    offsets.push_back(pages / many * i * page);
  }
  for (std::size_t end = page; end < length && end != 0; end *= 2) {
    offsets.push_back(end - page);
    offsets.push_back(end);
  }
  std::sort(offsets.begin(), offsets.end());
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
  return offsets;
}

/// Page-aligned offsets that the device does not have, though some part of their bits may name one that it has.
inline std::vector<std::size_t> offsets_beyond(std::size_t length, std::size_t page) {
  const std::size_t last = length - page;
  std::vector<std::size_t> candidates{length, length + page, last + length, 0 - page, 0 - length, 0 - 2 * length};
  for (int bit = 0; bit < std::numeric_limits<std::size_t>::digits; ++bit) {
    const std::size_t power = std::size_t{1} << bit;
    for (const std::size_t offset : {power, power + last, power + length, 0 - power, 0 - power + last})
      candidates.push_back(offset);
  }
  std::vector<std::size_t> offsets;
  for (const std::size_t offset : candidates) {
    if (offset >= length && offset % page == 0) offsets.push_back(offset);
  }
  return offsets;
}

/// Every set of the four bits but the empty one.
inline std::vector<std::uint32_t> protection_sets() {
  std::vector<std::uint32_t> sets;
  for (const std::uint32_t read : {0u, std::uint32_t{MAPPROOF_PROT_READ}})
    for (const std::uint32_t write : {0u, std::uint32_t{MAPPROOF_PROT_WRITE}})
      for (const std::uint32_t exec : {0u, std::uint32_t{MAPPROOF_PROT_EXEC}})
        for (const std::uint32_t user : {0u, std::uint32_t{MAPPROOF_PROT_USER}})
          if ((read | write | exec | user) != 0) sets.push_back(read | write | exec | user);
  return sets;
}

}  // namespace mapproof
