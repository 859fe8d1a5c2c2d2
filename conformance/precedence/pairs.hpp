// All pairs of faults of all calls, each tried on a target of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/subject.hpp"

namespace mapproof::precedence {

/// Two faults of one call by their places; the same place twice is that fault alone.
struct Pair {
  std::size_t call = 0;
  std::size_t first = 0;
  std::size_t second = 0;
};

/// Every fault alone, and every two that can come together, in a fixed order.
std::vector<Pair> all_pairs();

/// What was tried, for the record.
std::string call_name(const Pair& pair);
std::string first_name(const Pair& pair);
std::string second_name(const Pair& pair);
/// The rows of the faults: one, or two.
std::vector<std::string> rows_of(const Pair& pair);

/// "EINVAL", "success", or nothing and why not.
struct Answer {
  std::string answer;
  std::string reason;
};

/// Opens the subject and tries one pair. Throws CannotRun if the target is refused.
Answer try_pair(const Subject& subject, const Pair& pair);

}  // namespace mapproof::precedence
