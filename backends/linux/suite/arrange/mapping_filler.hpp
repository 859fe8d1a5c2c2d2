// Using up the number of mappings that the kernel grants a process.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "provoke.hpp"

namespace mapproof::lnx {

/// Fills the table until `left` mappings more still succeed. nullptr, or the reason why it cannot.
const char* fill_mapping_table(std::vector<Provoked::Filler>& fillers, std::size_t page, std::uint64_t left);

void release_fillers(std::vector<Provoked::Filler>& fillers);

}  // namespace mapproof::lnx
