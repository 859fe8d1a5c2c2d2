// Tells on standard error how far a run is: a bar on a terminal, a line now and then elsewhere.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "timing/stopwatch.hpp"

namespace mapproof::bench {

class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(double done, const std::string& next);

 private:
  bool on_terminal_;
  Stopwatch stopwatch_;
  double next_line_ = 0;  // seconds
};

}  // namespace mapproof::bench
