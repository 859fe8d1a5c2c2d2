// The child's end of the private channel.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mapproof {

/// Made before any code of the subject runs in this process, because it takes the token out of the channel.
class ParentChannel {
 public:
  /// Also ties this process's life to its parent's, and forbids core dumps. Throws CannotRun if there is no parent that
  /// waits.
  ParentChannel();
  /// Sends the one record.
  void answer(const nlohmann::ordered_json& record) const;

 private:
  std::string token_;
};

}  // namespace mapproof
