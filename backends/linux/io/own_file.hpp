// Is a descriptor's number still the file that this backend opened? A program may close any number and reuse it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

namespace mapproof::lnx {

/// What a file is known by. Every member is one atomic step.
struct FileIdentity {
  std::atomic<std::uint64_t> device{0};
  std::atomic<std::uint64_t> inode{0};
  std::atomic<std::uint64_t> checked_at{0};  // the count of openings at which all of this was compared last
};

/// Opens a file and marks it: an int below 0 and an errno if that fails.
int open_own(const char* path, int flags);
/// Marks a file that was opened in another way.
void mark_own(int number);
/// Notes what the number is now.
bool identify(int number, FileIdentity& identity);
/// One system call, the shortest there is, as long as this backend has opened nothing since the last check; then one
/// more. Safe in threads and signal handlers.
bool is_own(int number, FileIdentity& identity);

}  // namespace mapproof::lnx
