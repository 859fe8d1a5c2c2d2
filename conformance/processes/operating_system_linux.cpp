// Linux: child subreaper, parent-death signal, /proc.
// SPDX-License-Identifier: Apache-2.0
#include <dirent.h>
#include <fcntl.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <climits>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include "operating_system.hpp"

namespace mapproof {
namespace {

// The parent of a process, by /proc/PID/stat: "pid (name) state parent ...", and a name may hold anything.
pid_t parent_of(const std::string& pid) {
  std::ifstream file("/proc/" + pid + "/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos || name_end + 4 > line.size()) return -1;
  return static_cast<pid_t>(std::strtol(line.c_str() + name_end + 4, nullptr, 10));
}

// For kernels without the "children" file.
std::vector<pid_t> children_by_scan() {
  std::vector<pid_t> children;
  DIR* const folder = opendir("/proc");
  if (folder == nullptr) return children;
  while (const dirent* entry = readdir(folder)) {
    const long pid = std::strtol(entry->d_name, nullptr, 10);
    if (pid > 0 && parent_of(entry->d_name) == getpid()) children.push_back(static_cast<pid_t>(pid));
  }
  closedir(folder);
  return children;
}

}  // namespace

std::string path_of_this_program(const char* argv0) {
  char path[PATH_MAX];
  const ssize_t length = readlink("/proc/self/exe", path, sizeof path);
  return length > 0 ? std::string(path, static_cast<std::size_t>(length)) : argv0;
}

bool adopt_orphans() { return prctl(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L) == 0; }

std::vector<pid_t> children_of_this_process() {
  std::ifstream file("/proc/self/task/" + std::to_string(getpid()) + "/children");
  if (!file) return children_by_scan();
  std::vector<pid_t> children;
  for (pid_t child = 0; file >> child;) children.push_back(child);
  return children;
}

bool descends_from_this_process(pid_t process) {
  while (process > 1 && process != getpid()) process = parent_of(std::to_string(process));
  return process == getpid();
}

void end_with_parent() { prctl(PR_SET_PDEATHSIG, SIGKILL, 0L, 0L, 0L); }

void start_programs_at_equal_addresses() {
  constexpr unsigned long ask = 0xffffffff;
  const int now = personality(ask);
  // Where that is forbidden, addresses differ, and nothing else.
  if (now != -1) personality(static_cast<unsigned long>(now) | ADDR_NO_RANDOMIZE);
}

void die_first_without_memory() {
  const int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file == -1) return;
  // Without it the system chooses by size, which is right in most cases too.
  (void)!write(file, "1000", 4);
  close(file);
}

}  // namespace mapproof
