// BASE+LENGTH[:memory|:registers], the end of a target that names a range of the physical space.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "machine.hpp"

namespace mapproof::lnx {

struct PhysicalRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
  std::optional<bool> is_memory;  // what the user says it is

  std::uint64_t last() const { return first + (length - 1); }
};

/// Reads `text`, the part of `target` that names the range. Throws Refusal: malformed (`form` says how to write it), or
/// beyond what the machine can address.
PhysicalRange parse_range(const std::string& target, const std::string& text, const std::string& form,
                          const Machine& machine);

}  // namespace mapproof::lnx
