// Starts a program as the leader of a process group of its own, with nothing of this process but three descriptors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace mapproof {

/// The number of the private channel in the child.
inline constexpr int child_channel = 3;

/// What a child shares with its parent.
struct ChildEnds {
  int channel = -1;  ///< becomes child_channel
  int output = -1;   ///< becomes its standard output and error output; -1 for /dev/null
};

/// Starts `program`: standard input is empty, all signals are at their defaults, GoogleTest's variables are gone from
/// the environment. Returns 0 and the process, or an errno.
int spawn(const std::string& program, const std::vector<std::string>& arguments, ChildEnds ends, pid_t& process);

}  // namespace mapproof
