// Asks the process server for a child, and starts one itself where there is no server.
// SPDX-License-Identifier: Apache-2.0
#include "launcher.hpp"

#include <sys/wait.h>

#include <csignal>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"
#include "operating_system.hpp"
#include "process_server.hpp"

namespace mapproof {

Launcher::Launcher(std::string program) : program_(std::move(program)) {
  start_programs_at_equal_addresses();
  // Without adoption a server's children could not become this process's own.
  if (adopt_orphans()) start_server();
}

void Launcher::start_server() {
  std::pair<Descriptor, Descriptor> ends = make_message_pair();
  make_blocking(ends.second);
  if (spawn(program_, {serve_processes_option}, {ends.second.number(), -1}, server_process_) == 0) {
    server_ = std::move(ends.first);
  }
}

pid_t Launcher::start(const std::vector<std::string>& arguments, ChildEnds ends) {
  pid_t process = -1;
  int error = 0;
  if (server_.number() != -1) {
    const std::optional<NewProcess> made = ask_for_process(server_.number(), arguments, ends);
    if (made) {
      process = made->process;
      error = made->error;
    } else {
      server_.close();
      // As long as it is this process's child, nobody else can have its number.
      if (waitpid(server_process_, nullptr, WNOHANG) == 0) kill(server_process_, SIGKILL);
    }
  }
  if (server_.number() == -1) error = spawn(program_, arguments, ends, process);
  if (error != 0) {
    throw CannotRun("'" + program_ + "' cannot be started again for a check (" + errno_name(error) +
                    "): free memory or processes, or use a smaller -j.");
  }
  return process;
}

}  // namespace mapproof
