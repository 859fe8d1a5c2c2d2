// Memory of the explorer's own, of kinds that every process has, at which hints are pointed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "explore/language/step.hpp"

namespace mapproof::explore {

bool is_own_base(Operand::Base base);

/// Where the heap's block, the file's mapping or the page of the stack begins that lies there as long as the process.
std::uint64_t start_of_own(Operand::Base base, std::size_t page);

/// Whether a range has a byte in common with one of them.
bool overlaps_own(std::uint64_t address, std::uint64_t length, std::size_t page);

/// Whether heap and file still hold what was stored there. What is not there any more ends the process.
bool own_is_intact(std::size_t page);

}  // namespace mapproof::explore
