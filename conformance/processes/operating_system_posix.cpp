// Any other POSIX system: nothing beyond process groups.
// SPDX-License-Identifier: Apache-2.0
#include "operating_system.hpp"

namespace mapproof {

std::string path_of_this_program(const char* argv0) { return argv0; }

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
