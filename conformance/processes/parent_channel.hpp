// The child's end of the private channel.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

namespace mapproof {

/// Made before any code of the subject runs in this process, because it takes the token out of the channel.
class ParentChannel {
 public:
  /// Also puts a keeper between this process and its parent, ties its life to theirs, and forbids core dumps. Throws
  /// CannotRun if there is no parent that waits. `last_words` makes a second record where this process does not come to
  /// its own, or does and then ends badly; it runs in the keeper.
  explicit ParentChannel(const std::function<nlohmann::ordered_json()>& last_words = nullptr);
  /// Sends the one record. A copy of this process that the subject made sends nothing.
  void answer(const nlohmann::ordered_json& record) const;

 private:
  void take_token();
  void send_frame(const std::string& payload) const;

  std::string token_;
  pid_t owner_ = -1;
};

}  // namespace mapproof
