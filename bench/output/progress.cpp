// Progress with the time left, estimated from the time so far.
// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <unistd.h>

#include <cstdio>

namespace mapproof::bench {
namespace {

constexpr double seconds_between_lines = 2;
constexpr int bar_width = 24;

std::string time_left(double seconds, double done) {
  if (done <= 0) return "estimating";
  char text[32];
  std::snprintf(text, sizeof text, "%.0f s left", seconds * (1 - done) / done);
  return text;
}

}  // namespace

ProgressLine::ProgressLine() : on_terminal_(isatty(STDERR_FILENO) != 0) {}

void ProgressLine::show(double done, const std::string& next) {
  const double now = stopwatch_.seconds();
  const std::string left = time_left(now, done);
  const int percent = static_cast<int>(done * 100);
  if (on_terminal_) {
    const int filled = static_cast<int>(done * bar_width);
    const std::string bar = std::string(static_cast<std::size_t>(filled), '#') +
                            std::string(static_cast<std::size_t>(bar_width - filled), '.');
    std::fprintf(stderr, "\r[%s] %3d %%  %s  %.40s\x1b[K", bar.c_str(), percent, left.c_str(), next.c_str());
  } else if (now >= next_line_ && done < 1) {
    std::fprintf(stderr, "measuring: %d %%, %s\n", percent, left.c_str());
    next_line_ = now + seconds_between_lines;
  }
  std::fflush(stderr);
}

ProgressLine::~ProgressLine() {
  if (on_terminal_) std::fputs("\r\x1b[K", stderr);
}

}  // namespace mapproof::bench
