// What a child printed, up to a bound: its beginning and its end.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mapproof {

class CapturedOutput {
 public:
  /// Half of what is kept: so much of the beginning, and so much of the end.
  static constexpr std::size_t half = std::size_t{32} * 1024;

  void append(std::string_view bytes);
  /// What was kept; if the middle was dropped, a line says how much.
  std::string text() const;

 private:
  std::string head_;
  std::string tail_;
  std::uint64_t total_ = 0;
};

}  // namespace mapproof
