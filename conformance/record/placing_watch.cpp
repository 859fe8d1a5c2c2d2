// Asks about pages with msync(), which fails with ENOMEM where nothing is mapped, and does nothing else of note.
// SPDX-License-Identifier: Apache-2.0
#include "placing_watch.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "call_log.hpp"

namespace mapproof {
namespace {

bool holds(std::uintptr_t first, std::uintptr_t last, const void* address) {
  const auto number = reinterpret_cast<std::uintptr_t>(address);
  return first <= number && number <= last;
}

const int of_the_program = 0;

}  // namespace

bool is_in_use(const void* page_start, std::size_t page) {
  return ::msync(const_cast<void*>(page_start), page, MS_ASYNC) == 0 || errno != ENOMEM;
}

PlacingWatch::PlacingWatch(const void* hint, std::size_t length, bool is_fixed)
    : page_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))),
      length_(length),
      start_(reinterpret_cast<std::uintptr_t>(hint) / page_ * page_),
      is_fixed_(is_fixed) {
  if (is_fixed || hint == nullptr || length == 0) return;
  const int before = errno;
  const std::size_t pages = std::min(most_pages, (length - 1) / page_ + 2);
  for (std::size_t i = 0; i < pages && start_ <= UINTPTR_MAX - i * page_; ++i) {
    in_use_[i] = is_in_use(reinterpret_cast<void*>(start_ + i * page_), page_);
  }
  errno = before;
}

bool PlacingWatch::overlays(std::uintptr_t first, std::uintptr_t last) const {
  const int on_the_stack = 0;
  for (const void* const own : {static_cast<const void*>(&on_the_stack), static_cast<const void*>(&of_the_program),
                                static_cast<const void*>(call_log())}) {
    if (holds(first, last, own)) return true;
  }
  for (std::size_t i = 0; i < most_pages; ++i) {
    const std::uintptr_t page = start_ + i * page_;
    if (in_use_[i] && page <= last && page + (page_ - 1) >= first) return true;
  }
  return false;
}

void PlacingWatch::judge(const mapproof_facts& facts, const mapproof_address_outcome& outcome) const {
  const auto first = reinterpret_cast<std::uintptr_t>(outcome.value);
  if (first == UINTPTR_MAX || length_ == 0) return;
  CallLog& log = *call_log();
  const std::uintptr_t last = first + (length_ - 1);
  const std::uint32_t now = log.count.load();
  if (first < facts.lowest_address || last > facts.highest_address || last < first) log.outside.store(now);
  if (!is_fixed_ && overlays(first, last)) log.overlaid.store(now);
}

}  // namespace mapproof
