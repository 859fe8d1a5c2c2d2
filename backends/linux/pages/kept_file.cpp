// The page that fork() wipes, and the descriptor in it.
// SPDX-License-Identifier: Apache-2.0
#include "kept_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <new>
#include <system_error>

#include "linux/io/quiet_io.hpp"

namespace mapproof::lnx {
namespace {

std::size_t page_length() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

}  // namespace

KeptFile::KeptFile(const char* path) : path_(path) {
  void* const memory = mmap(nullptr, page_length(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED || madvise(memory, page_length(), MADV_WIPEONFORK) != 0) {
    throw std::system_error(errno, std::generic_category(), "no page that fork() wipes (needs Linux 4.14)");
  }
  kept_ = new (memory) Kept;
}

KeptFile::~KeptFile() {
  const int number = kept_->number.load(std::memory_order_acquire) - 1;
  if (number >= 0 && is_own(number, kept_->identity)) quiet_close(number);
  munmap(kept_, page_length());
}

// The inode is that of this process's file for all that open it: who comes second may note it again.
int KeptFile::open_anew(int before) const {
  const int fresh = open_own(path_, O_RDONLY);
  if (fresh < 0) return -1;
  const bool was_own = before != 0 && is_own(before - 1, kept_->identity);
  identify(fresh, kept_->identity);
  int now = before;
  if (kept_->number.compare_exchange_strong(now, fresh + 1, std::memory_order_acq_rel)) {
    if (was_own) quiet_close(before - 1);
    return fresh;
  }
  quiet_close(fresh);
  return now - 1;
}

}  // namespace mapproof::lnx
