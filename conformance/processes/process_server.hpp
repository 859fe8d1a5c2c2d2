// The process server: this program, loaded once, makes the processes of a run by fork() and hands them to the runner.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "spawn.hpp"

namespace mapproof {

inline constexpr const char* serve_processes_option = "--serve-processes";

/// Whether the command line asks for a server.
bool asks_for_server(int argc, const char* const* argv);

/// Serves at child_channel until the runner closes its end, and then returns 0. In each process that it makes, it calls
/// `run` with the arguments and returns what that returns.
int serve_processes(const char* program, const std::function<int(int argc, char** argv)>& run);

/// What the server answers: the process that was made, or errno.
struct NewProcess {
  pid_t process = -1;
  int error = 0;
};

/// The runner's side: a new process, now a child of this one. Nothing if the server is gone, or does not answer.
std::optional<NewProcess> ask_for_process(int server, const std::vector<std::string>& arguments, ChildEnds ends);

}  // namespace mapproof
