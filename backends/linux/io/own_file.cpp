// The mark is a signal number of the open file that nothing ever sends, since the file is not in O_ASYNC mode.
// SPDX-License-Identifier: Apache-2.0
#include "own_file.hpp"

#include <sys/stat.h>

#include "quiet_io.hpp"

namespace mapproof::lnx {
namespace {

// The C libraries keep this signal for themselves, so that no program marks a file of its own so.
constexpr int mark = 33;
constexpr int set_signal = 10, get_signal = 11;  // F_SETSIG and F_GETSIG

// Two files of this backend bear the same mark: one that was opened since the last check may have the other's number.
std::atomic<std::uint64_t> openings{1};
std::atomic<bool> markable{true};

bool is_marked(int number) {
  return !markable.load(std::memory_order_relaxed) || syscall(SYS_fcntl, number, get_signal, 0) == mark;
}

bool is_same(int number, const FileIdentity& identity) {
  struct stat status;
  return quiet_fstat(number, status) == 0 && status.st_ino == identity.inode.load(std::memory_order_relaxed) &&
         status.st_dev == identity.device.load(std::memory_order_relaxed);
}

}  // namespace

void mark_own(int number) {
  openings.fetch_add(1);
  if (syscall(SYS_fcntl, number, set_signal, mark) != 0) markable.store(false, std::memory_order_relaxed);
}

int open_own(const char* path, int flags) {
  openings.fetch_add(1);
  const int number = quiet_open(path, flags);
  if (number >= 0) mark_own(number);
  return number;
}

bool identify(int number, FileIdentity& identity) {
  struct stat status;
  if (quiet_fstat(number, status) != 0) return false;
  identity.device.store(status.st_dev, std::memory_order_relaxed);
  identity.inode.store(status.st_ino, std::memory_order_relaxed);
  return true;
}

bool is_own(int number, FileIdentity& identity) {
  if (!is_marked(number)) return false;
  // In this order: whoever opens a file counts first, and marks then.
  const std::uint64_t now = openings.load();
  const bool is_known = markable.load(std::memory_order_relaxed) && identity.checked_at.load() == now;
  if (is_known) return true;
  if (!is_same(number, identity)) return false;
  identity.checked_at.store(now);
  return true;
}

}  // namespace mapproof::lnx
