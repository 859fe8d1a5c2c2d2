// Why a target was not opened.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace mapproof::lnx {

/// what() is one sentence: what was refused, and what to do. error() is its errno.
class Refusal : public std::runtime_error {
 public:
  Refusal(int error, const std::string& sentence) : std::runtime_error(sentence), error_(error) {}
  int error() const { return error_; }

 private:
  int error_;
};

}  // namespace mapproof::lnx
