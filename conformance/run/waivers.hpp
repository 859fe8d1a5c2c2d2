// Known deviations that do not count, each with a reason and an end.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue.hpp"

namespace mapproof {

struct Waiver {
  std::string row;
  std::string backend;  ///< "" for any
  std::string reason;
  std::string expires;  ///< YYYY-MM-DD: the last day on which it holds
};

class Waivers {
 public:
  Waivers() = default;
  explicit Waivers(std::vector<Waiver> waivers) : waivers_(std::move(waivers)) {}

  /// Reads {"waivers": [{"row", "reason", "expires", "backend"?}]}; other members are for people. Throws CannotRun: no
  /// such file, not JSON, a member missing or of the wrong kind, an unknown row.
  static Waivers from_file(const std::string& path, const std::vector<CatalogueEntry>& entries);

  /// The waiver in force for this row, or nullptr. `today` is YYYY-MM-DD.
  const Waiver* find(std::string_view row, std::string_view backend, std::string_view today) const;
  /// Those that are past their day.
  std::vector<Waiver> expired(std::string_view today) const;

 private:
  std::vector<Waiver> waivers_;
};

/// The day now, in UTC.
std::string today();

}  // namespace mapproof
