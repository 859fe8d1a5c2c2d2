// Starts the processes of a run. Where the system can hand them over, they come from a process server: a fork of a
// program that is already loaded costs a fraction of loading it once more, and each begins in the very same state.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "descriptor.hpp"
#include "spawn.hpp"

namespace mapproof {

class Launcher {
 public:
  /// `program` is this program: it must give --serve-processes to serve_processes().
  explicit Launcher(std::string program);

  const std::string& program() const { return program_; }

  /// A new child of this process that behaves as `program` with these arguments, leads a process group, and waits for
  /// its token in the channel. Throws CannotRun.
  pid_t start(const std::vector<std::string>& arguments, ChildEnds ends);

 private:
  void start_server();

  std::string program_;
  pid_t server_process_ = -1;
  Descriptor server_;  // closed if there is none, or no more
};

}  // namespace mapproof
