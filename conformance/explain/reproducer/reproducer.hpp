// A C program that makes the calls of one check again and shows the one that was wrong.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "record/call_log.hpp"

namespace mapproof {

/// What the program tells about itself, and what it opens by default.
struct ReproducerHeading {
  std::string check;   ///< "ROW.Check"
  std::string claim;   ///< the sentence of its row
  std::string source;  ///< and where it stands
  std::string target;
  std::string profile;
  bool allow_write = false;
};

/// Either a source that compiles with <mapproof/backend.h> alone, or why there can be none.
struct Reproducer {
  std::string source;
  std::string why_not;
};

/// From what the log judged; with `died`, from its last call, which did not come back.
Reproducer make_reproducer(const CallLog& log, const ReproducerHeading& heading, bool died);

}  // namespace mapproof
