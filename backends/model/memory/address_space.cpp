// Finds the ends of the address space by asking mmap() for pages.
// SPDX-License-Identifier: Apache-2.0
#include "address_space.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <memory>

namespace mapproof::model {
namespace {

// Where the system knows it, a refusal is one call: nothing is mapped elsewhere instead.
#ifdef MAP_FIXED_NOREPLACE
constexpr int only_there = MAP_FIXED_NOREPLACE;
#else
constexpr int only_there = 0;
#endif

// Whether the page can be mapped: it is, or the system grants it.
bool exists(std::uintptr_t address, std::size_t page) {
  void* const wanted = reinterpret_cast<void*>(address);
  void* const got = ::mmap(wanted, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | only_there, -1, 0);
  if (got == MAP_FAILED) return errno == EEXIST;
  ::munmap(got, page);
  return got == wanted || ::msync(wanted, page, MS_ASYNC) == 0;
}

// The space ends at a power of two, or one page below it. Without address randomisation the stack may lie right there;
// in a space that goes far beyond the stack nothing does.
std::uintptr_t find_highest(std::size_t page) {
  const auto stack = reinterpret_cast<std::uintptr_t>(&page);
  for (unsigned bits = sizeof(std::uintptr_t) * CHAR_BIT; bits >= 30; --bits) {
    const std::uintptr_t last_page = (std::uintptr_t{1} << (bits - 1)) * 2 - page;  // 0 - page for all bits
    const bool far_beyond = stack < (std::uintptr_t{1} << (bits - 1));
    for (std::uintptr_t below = 0; below < (far_beyond ? 2 : 4); ++below) {
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
