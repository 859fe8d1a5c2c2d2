// What the subject's whole state must look like after a step: its mapping table, and the bytes that each mapping shows.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calls.hpp"

namespace mapproof::explore {

/// Compares everything; `rows` are those that the last step is about. Learns the bytes that nobody knew.
Finding judge_state(World& world, const std::vector<std::string>& rows);

/// The caching that the witness sees at an address, against what `page` was mapped with.
Finding judge_caching(const World& world, std::uint64_t address, const Page& page);

/// Lets the reference forget the pages of a range that the subject's table does not show any more.
void forget_what_is_gone(World& world, std::uint64_t address, std::uint64_t length);

}  // namespace mapproof::explore
