// How answers print in a failure text.
// SPDX-License-Identifier: Apache-2.0
#include "matchers.hpp"

#include <cstdint>
#include <cstdio>

namespace mapproof {

std::string name_of(Errno error) { return error.number == 0 ? "no errno" : errno_name(error.number); }

void PrintTo(const Answer& answer, std::ostream* out) {
  *out << (answer.granted() ? std::string("success") : "refusal with " + name_of(answer.error()));
}

std::string describe(const mapproof_address_outcome& outcome) {
  const auto number = reinterpret_cast<std::uintptr_t>(outcome.value);
  if (number == ~std::uintptr_t{0}) return "MAP_FAILED with " + name_of(Errno{outcome.error});
  if (number == 0) return "NULL with " + name_of(Errno{outcome.error});
  char text[2 + 2 * sizeof number + 1];
  std::snprintf(text, sizeof text, "0x%zx", static_cast<std::size_t>(number));
  return "the address " + std::string(text) + " with " + name_of(Errno{outcome.error});
}

std::string describe(const mapproof_status_outcome& outcome) {
  return std::to_string(outcome.value) + " with " + name_of(Errno{outcome.error});
}

}  // namespace mapproof
