// Any other POSIX system: nothing beyond process groups, and where the running program is.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "operating_system.hpp"

namespace mapproof {
namespace {

// QNX tells it.
std::string path_by_system() {
  std::ifstream file("/proc/self/exefile");
  std::string path;
  std::getline(file, path, '\0');
  return path;
}

// As the shell has found it.
std::string path_by_search(const std::string& name) {
  const char* const folders = std::getenv("PATH");
  std::istringstream list(folders != nullptr ? folders : "");
  for (std::string folder; std::getline(list, folder, ':');) {
    const std::string path = (folder.empty() ? "." : folder) + "/" + name;
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  return name;
}

}  // namespace

std::string path_of_this_program(const char* argv0) {
  const std::string path = path_by_system();
  if (!path.empty()) return path;
  const std::string name = argv0;
  return name.find('/') != std::string::npos ? name : path_by_search(name);
}

bool adopt_orphans() { return false; }

std::vector<pid_t> children_of_this_process() { return {}; }

bool descends_from_this_process(pid_t process) {
  (void)process;
  return false;
}

void end_with_parent() {}

void start_programs_at_equal_addresses() {}

void die_first_without_memory() {}

}  // namespace mapproof
