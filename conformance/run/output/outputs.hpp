// The files of a run: one record, in the formats that were asked for.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "pending_file.hpp"
#include "presentation.hpp"
#include "run/options.hpp"

namespace mapproof {

class Outputs {
 public:
  /// Throws CannotRun if one of the files cannot be created.
  explicit Outputs(const Options& options);

  /// Writes all of them, and then gives all of them their names. Throws CannotRun.
  void write(const ResultEvents& events);

 private:
  using Format = std::string (*)(const ResultEvents& events);
  void add(const std::string& path, Format format);

  std::vector<std::pair<PendingFile, Format>> files_;
};

}  // namespace mapproof
