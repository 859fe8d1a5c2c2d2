// Binds the lines of a result file to each other: none can be dropped, added, moved or altered without all links after
// it changing. It shows damage and careless edits; against a dishonest hand only a signature over the head helps.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sha256.hpp"

namespace mapproof {

/// Each link is the SHA-256 of the one before it and of a line's bytes without its newline. What differs between two
/// equal runs is left out: the first link knows what was run, not when and where, and no check's `seconds` counts.
class Chain {
 public:
  /// The next event as a line without its newline. A check and the end are given the link, as their member `chain`.
  std::string line_of(nlohmann::ordered_json event);

 private:
  void add(const std::string& text);

  Digest link_{};
};

}  // namespace mapproof
