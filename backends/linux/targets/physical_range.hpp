// BASE+LENGTH and DEVICE/NUMBER, each with :memory or :registers behind it: what targets are made of.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "linux/context/machine.hpp"

namespace mapproof::lnx {

struct PhysicalRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
  std::optional<bool> is_memory;  // what the user says it is

  std::uint64_t last() const { return first + (length - 1); }
};

/// One of the numbered parts of a device.
struct NumberedPart {
  std::string device;
  unsigned number = 0;            // 0 to 5
  std::optional<bool> is_memory;  // what the user says it is
};

/// Reads SCHEME:DEVICE/NUMBER. Throws Refusal if it is malformed: `form` says how to write it.
NumberedPart parse_numbered(const std::string& target, const std::string& scheme, const std::string& form);

/// Cuts `:memory` or `:registers` off, by which a user says what a range is.
std::optional<bool> cut_kind(std::string& text);

/// Reads `text`, the part of `target` that names the range. Throws Refusal: malformed (`form` says how to write it), or
/// beyond what the machine can address.
PhysicalRange parse_range(const std::string& target, const std::string& text, const std::string& form,
                          const Machine& machine);

}  // namespace mapproof::lnx
