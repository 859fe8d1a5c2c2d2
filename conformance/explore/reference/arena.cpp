// Finds the free range of the arena by mapping it once.
// SPDX-License-Identifier: Apache-2.0
#include "arena.hpp"

#include <sys/mman.h>

#include "host/cannot_run.hpp"

namespace mapproof::explore {
namespace {

#if UINTPTR_MAX > 0xffffffffu
constexpr std::size_t gap_length = std::size_t{16} << 30;
#else
constexpr std::size_t gap_length = std::size_t{64} << 20;
#endif

}  // namespace

Arena::Arena(std::size_t page_size) {
  void* const gap = ::mmap(nullptr, gap_length, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (gap == MAP_FAILED) {
    throw CannotRun("this process has no range of free addresses to explore in: raise its limit (ulimit -v).");
  }
  ::munmap(gap, gap_length);
  // A subject's page may be larger than the system's.
  start_ = (reinterpret_cast<std::uintptr_t>(gap) + gap_length / 2) & ~(std::uint64_t{page_size} - 1);
  end_ = start_ + pages * page_size;
}

}  // namespace mapproof::explore
