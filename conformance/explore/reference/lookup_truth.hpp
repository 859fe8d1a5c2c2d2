// The truth about lookups: what the reference or a witness knows of frames, locks and runs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "explore/perform/calls.hpp"
#include "world.hpp"

namespace mapproof::explore {

inline constexpr std::uint64_t most_pages_of_a_run = 64;

/// The truth about one byte: of a device mapping the reference knows it, of ordinary memory a witness must.
std::optional<std::uint64_t> physical_at(const World& world, std::uint64_t address);

Known locked(const World& world, const Page& page);

/// How long the physical run from an address is: at least, and at most.
struct Run {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
};

/// Where a neighbour is another mapping or is not locked alike, the subject may end the run or follow it.
Run run_from(const World& world, std::uint64_t address, std::uint64_t physical);

/// Whether a contiguous length that was answered is one that the run allows, capped at the length asked for.
Stepped judge_run(const Run& run, std::uint64_t length, std::uint64_t answered, std::vector<std::string> rows);

/// Nothing may be said about an address at which the process itself may have something.
bool is_known(const World& world, std::uint64_t address);

}  // namespace mapproof::explore
