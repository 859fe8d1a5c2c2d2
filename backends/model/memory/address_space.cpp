// Finds the ends of the address space with nothing but hints to mmap(), which every POSIX system has.
// SPDX-License-Identifier: Apache-2.0
#include "address_space.hpp"

#include <sys/mman.h>

#include <climits>
#include <cstdio>
#include <memory>

namespace mapproof::model {
namespace {

// Whether the page can be mapped: it is, or the system grants it when it is only a hint.
bool exists(std::uintptr_t address, std::size_t page) {
  void* const wanted = reinterpret_cast<void*>(address);
  if (::msync(wanted, page, MS_ASYNC) == 0) return true;
  void* const got = ::mmap(wanted, page, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (got == MAP_FAILED) return false;
  ::munmap(got, page);
  return got == wanted;
}

// The space ends at a power of two, or one page below it. Without address randomisation the stack may lie right there.
std::uintptr_t find_highest(std::size_t page) {
  for (unsigned bits = sizeof(std::uintptr_t) * CHAR_BIT; bits >= 30; --bits) {
    const std::uintptr_t last_page = (std::uintptr_t{1} << (bits - 1)) * 2 - page;  // 0 - page for all bits
    for (std::uintptr_t below = 0; below < 4; ++below) {
      if (!exists(last_page - below * page, page)) continue;
      return below == 0 ? last_page + page - 1 : last_page - 1;
    }
  }
  return UINTPTR_MAX >> 1;
}

std::uintptr_t find_lowest(std::size_t page) {
  std::uintptr_t lowest = page;
#if defined(__linux__)
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/sys/vm/mmap_min_addr", "re"),
                                                             std::fclose);
  unsigned long minimum = 0;
  if (file && std::fscanf(file.get(), "%lu", &minimum) == 1 && minimum > lowest) lowest = minimum;
#endif
  return lowest;
}

}  // namespace

AddressSpace probe_address_space(std::size_t page) { return {find_lowest(page), find_highest(page)}; }

}  // namespace mapproof::model
