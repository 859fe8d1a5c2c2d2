// What POSIX does not have and systems do differently: the runner works without all of it, only less strictly.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace mapproof {

/// The path of the running program, to start it once more. `argv0` is the fallback.
std::string path_of_this_program(const char* argv0);

/// Makes this process the new parent of every descendant whose own parent ends, so that none can escape. False where
/// the system cannot.
bool adopt_orphans();

/// The children of this process, adopted ones included; empty where the system does not tell.
std::vector<pid_t> children_of_this_process();

/// Whether a process descends from this one; false where the system does not tell.
bool descends_from_this_process(pid_t process);

/// Has the system kill this process when its parent ends, however that happens.
void end_with_parent();

/// Has the system give the programs that this process starts the same addresses every time, so that two failures that
/// are equal read the same.
void start_programs_at_equal_addresses();

/// Has the system, when it runs out of memory, end this process before others, and above all before the runner.
void die_first_without_memory();

}  // namespace mapproof
