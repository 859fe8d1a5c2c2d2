// Keeping pagemap open.
// SPDX-License-Identifier: Apache-2.0
#include "pagemap.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <new>
#include <system_error>

#include "quiet_io.hpp"

namespace mapproof::lnx {

Pagemap::Pagemap(unsigned page_shift) : page_shift_(page_shift) {
  const std::size_t page = std::size_t{1} << page_shift;
  void* const memory = mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED || madvise(memory, page, MADV_WIPEONFORK) != 0) {
    throw std::system_error(errno, std::generic_category(), "no page that fork() wipes (needs Linux 4.14)");
  }
  kept_ = new (memory) std::atomic<int>(0);
}

Pagemap::~Pagemap() {
  const int kept = kept_->load(std::memory_order_acquire);
  if (kept != 0) quiet_close(kept - 1);
  munmap(kept_, std::size_t{1} << page_shift_);
}

int Pagemap::open_anew() {
  const int fresh = quiet_open("/proc/self/pagemap", O_RDONLY);
  if (fresh < 0) return -1;
  int expected = 0;
  if (kept_->compare_exchange_strong(expected, fresh + 1, std::memory_order_acq_rel)) return fresh;
  quiet_close(fresh);
  return expected - 1;
}

std::ptrdiff_t Pagemap::read(std::uintptr_t page, std::uint64_t* words, std::size_t count) {
  const int file = descriptor();
  if (file < 0) return -1;
  const long bytes = quiet_pread(file, words, count * sizeof *words, page * sizeof *words);
  return bytes < 0 ? -1 : bytes / static_cast<long>(sizeof *words);
}

PagemapWord Pagemap::word(std::uintptr_t page) {
  std::uint64_t bits = 0;
  return read(page, &bits, 1) == 1 ? PagemapWord(bits) : PagemapWord();
}

}  // namespace mapproof::lnx
