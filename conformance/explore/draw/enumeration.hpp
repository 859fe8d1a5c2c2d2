// All sequences of so many calls of the alphabet, by number.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "alphabet.hpp"

namespace mapproof::explore {

/// A sequence that names what no earlier call gave is none; one that is shorter is the beginning of a longer one, and
/// the state is compared after each call.
class Enumeration {
 public:
  Enumeration(const Capabilities& capabilities, std::size_t calls);

  std::size_t alphabet() const { return letters_.size(); }
  std::uint64_t size() const { return count({}, calls_); }
  Sequence at(std::uint64_t number) const;

 private:
  std::uint64_t count(const Names& given, std::size_t calls) const;
  static Names after(const Names& given, const Letter& letter);

  std::vector<Letter> letters_;
  std::size_t calls_;
  mutable std::map<std::pair<Names, std::size_t>, std::uint64_t> counts_;
};

}  // namespace mapproof::explore
