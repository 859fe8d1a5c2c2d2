// Keeps the beginning and the end of an output.
// SPDX-License-Identifier: Apache-2.0
#include "captured_output.hpp"

#include <algorithm>

namespace mapproof {

void CapturedOutput::append(std::string_view bytes) {
  total_ += bytes.size();
  const std::size_t to_head = std::min(bytes.size(), half - head_.size());
  head_ += bytes.substr(0, to_head);
  tail_ += bytes.substr(to_head);
  // Cut in large steps, so that a flood of small writes does not move the tail every time.
  if (tail_.size() > 2 * half) tail_.erase(0, tail_.size() - half);
}

std::string CapturedOutput::text() const {
  const std::string_view tail = std::string_view(tail_).substr(tail_.size() - std::min(tail_.size(), half));
  const std::uint64_t dropped = total_ - head_.size() - tail.size();
  std::string all = head_;
  if (dropped != 0) all += "\n[" + std::to_string(dropped) + " bytes left out]\n";
  return all.append(tail);
}

}  // namespace mapproof
