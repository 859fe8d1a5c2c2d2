// Runs sequences on one opened target.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "explore/reference/world.hpp"

namespace mapproof::explore {

/// Where a sequence met what no row allows.
struct Failure {
  std::size_t step = 0;
  Mismatch mismatch;
};

/// Runs one step and compares the whole state afterwards. Nothing if all is as the rows allow.
std::optional<Mismatch> run_step(World& world, const Step& step);

using Clock = std::chrono::steady_clock;

/// Runs a sequence up to its first mismatch, or to the first call after `end`.
std::optional<Failure> run_sequence(World& world, const Sequence& sequence,
                                    Clock::time_point end = Clock::time_point::max());

/// Gives back all that the reference still has, so that the next sequence starts from nothing.
void clean_up(World& world);

/// Writes a different word to both ends of the pages that sequences use, through a view of each window, and remembers
/// them: otherwise one page of a fresh device looks like the next. Nothing where the suite may not write.
void stamp_windows(World& world);

/// How many pages at each end of a window sequences use.
inline constexpr std::uint64_t pages_at_each_end = 8;

}  // namespace mapproof::explore
