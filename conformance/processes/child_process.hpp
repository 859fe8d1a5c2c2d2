// A child that leads a process group of its own, with its output captured and a private channel to its parent.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

#include "captured_output.hpp"
#include "descriptor.hpp"
#include "launcher.hpp"

namespace mapproof {

class ChildProcess {
 public:
  /// Starts a process of the program with its output and errors captured. The token waits in the channel. Throws
  /// CannotRun.
  ChildProcess(Launcher& launcher, const std::vector<std::string>& arguments);

  pid_t pid() const { return pid_; }
  /// The process below it in which the subject runs; 0 as long as it has not said so.
  pid_t subject() const;
  /// -1 once the child has closed its end.
  int channel() const { return channel_.number(); }
  int output() const { return output_.number(); }

  /// Takes in what is there now, at most one buffer from each end, and never blocks.
  void read_some();
  /// Takes in all that a dead child left.
  void read_rest();
  /// Asks the child to end the subject and to say what it knows.
  void ask_to_end() const;
  /// Kills the child and whatever is in its group, and the process that runs the subject, wherever that went.
  void kill_all() const;

  std::string_view token() const { return token_; }
  const std::string& received() const { return received_; }
  const CapturedOutput& printed() const { return printed_; }

 private:
  std::string token_;
  Descriptor channel_;
  Descriptor output_;
  pid_t pid_ = -1;
  std::string received_;
  CapturedOutput printed_;
};

}  // namespace mapproof
