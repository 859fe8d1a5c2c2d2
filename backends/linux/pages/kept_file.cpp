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
  kept_ = new (memory) std::atomic<int>(0);
}

KeptFile::~KeptFile() {
  const int kept = kept_->load(std::memory_order_acquire);
  if (kept != 0) quiet_close(kept - 1);
  munmap(kept_, page_length());
}

int KeptFile::open_anew() const {
  const int fresh = quiet_open(path_, O_RDONLY);
  if (fresh < 0) return -1;
  int expected = 0;
  if (kept_->compare_exchange_strong(expected, fresh + 1, std::memory_order_acq_rel)) return fresh;
  quiet_close(fresh);
  return expected - 1;
}

}  // namespace mapproof::lnx
