// Reads words of /proc/self/pagemap.
// SPDX-License-Identifier: Apache-2.0
#include "pagemap.hpp"

#include "linux/io/quiet_io.hpp"

namespace mapproof::lnx {

std::ptrdiff_t Pagemap::read(std::uintptr_t page, std::uint64_t* words, std::size_t count) const {
  const int file = descriptor();
  if (file < 0) return -1;
  const long bytes = quiet_pread(file, words, count * sizeof *words, page * sizeof *words);
  return bytes < 0 ? -1 : bytes / static_cast<long>(sizeof *words);
}

PagemapWord Pagemap::word(std::uintptr_t page) const {
  std::uint64_t bits = 0;
  return read(page, &bits, 1) == 1 ? PagemapWord(bits) : PagemapWord();
}

}  // namespace mapproof::lnx
