// Draws the progress of a run on standard error.
// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <unistd.h>

#include <cstdio>

namespace mapproof {
namespace {

constexpr std::size_t bar_width = 24;
constexpr std::size_t tenths = 10;

}  // namespace

Progress::Progress(std::size_t total) : total_(total), terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (terminal_ && done_ != 0) std::fputs("\r\033[K", stderr);
}

void Progress::step(const std::string& name) {
  const std::size_t before = done_ * tenths / total_;
  ++done_;
  if (terminal_) {
    const std::string filled(done_ * bar_width / total_, '#');
    const std::string bar = filled + std::string(bar_width - filled.size(), '.');
    std::fprintf(stderr, "\r[%s] %zu/%zu %.40s\033[K", bar.c_str(), done_, total_, name.c_str());
  } else if (done_ * tenths / total_ != before) {
    std::fprintf(stderr, "mapproof-conform: %zu of %zu checks done\n", done_, total_);
  }
}

}  // namespace mapproof
