// The layout of the backing file, and the frame allocator.
// SPDX-License-Identifier: Apache-2.0
#include "physical_memory.hpp"

#include <algorithm>
#include <new>

namespace mapproof::model {
namespace {

constexpr std::uint64_t port_count = 0x10000;
constexpr std::uint32_t never_again = UINT32_MAX;  // a frame that could not be made zero again

}  // namespace

PhysicalMemory::PhysicalMemory(const Scene& scene, std::uint32_t node_count, std::size_t page)
    : page_(page),
      file_(lay_out(scene, node_count)),
      metadata_(file_, metadata_offset_, frame_count_ * sizeof(Count) + port_count),
      uses_(static_cast<Count*>(metadata_.data())),
      ports_(reinterpret_cast<std::atomic<std::uint8_t>*>(uses_ + frame_count_)) {
  if (metadata_.data() == nullptr) throw std::bad_alloc();
}

// Windows first, then banks, then the use counts and the ports: returns the length of the file.
std::uint64_t PhysicalMemory::lay_out(const Scene& scene, std::uint32_t node_count) {
  std::uint64_t end = 0;
  const auto add = [&](std::uint64_t physical, std::uint64_t length, std::int32_t node, const mapproof_window* window) {
    Region& region = regions_[region_count_++];
    const std::uint64_t first_page = physical - physical % page_;
    const std::uint64_t pages = (physical - first_page + length + page_ - 1) / page_;
    region = {physical, length, first_page, end, frame_count_, window, node};
    end += pages * page_;
    if (window == nullptr) frame_count_ += pages;
  };
  for (std::size_t i = 0; i < scene.window_count; ++i) {
    const mapproof_window& window = scene.windows[i];
    add(window.physical, window.length, window.node, &window);
  }
  Bank banks[largest_bank_count];
  const std::size_t bank_count = lay_out_banks(node_count, banks);
  for (std::size_t i = 0; i < bank_count; ++i) add(banks[i].physical, banks[i].length, banks[i].node, nullptr);
  metadata_offset_ = end;
  return end + frame_count_ * sizeof(Count) + port_count;
}

const Region* PhysicalMemory::find(std::uint64_t physical, std::uint64_t length) const {
  for (std::size_t i = 0; i < region_count_; ++i) {
    if (regions_[i].contains(physical, length)) return &regions_[i];
  }
  return nullptr;
}

// Of a page address: the first page of a window may start before its first byte.
std::uint64_t PhysicalMemory::file_offset(std::uint64_t physical) const {
  for (std::size_t i = 0; i < region_count_; ++i) {
    const Region& region = regions_[i];
    if (physical >= region.first_page && physical - region.physical < region.length) {
      return file_offset(region, physical);
    }
    if (physical >= region.first_page && physical < region.physical) return file_offset(region, physical);
  }
  return 0;
}

bool PhysicalMemory::claim(const Region& bank, std::uint64_t physical, std::uint64_t length) {
  for (std::uint64_t done = 0; done < length; done += page_) {
    std::uint32_t free = 0;
    if (uses(bank, physical + done).compare_exchange_strong(free, 1, std::memory_order_acq_rel)) continue;
    while (done > 0) {
      done -= page_;
      uses(bank, physical + done).store(0, std::memory_order_release);
    }
    return false;
  }
  return true;
}

bool PhysicalMemory::claim(std::uint64_t physical, std::uint64_t length) {
  const Region* const bank = find(physical, length);
  return bank != nullptr && bank->window == nullptr && claim(*bank, physical, length);
}

// Whoever loses a frame to somebody else between the look and the claim goes on behind it.
std::optional<std::uint64_t> PhysicalMemory::search(const Region& bank, std::uint64_t from, std::uint64_t to,
                                                    std::uint64_t length) {
  std::uint64_t start = from;
  for (std::uint64_t at = from; at + page_ <= to && to - start >= length; at += page_) {
    if (uses(bank, at).load(std::memory_order_relaxed) != 0) {
      start = at + page_;
    } else if (at + page_ - start == length) {
      if (claim(bank, start, length)) return start;
      start = at + page_;
    }
  }
  return std::nullopt;
}

std::optional<std::uint64_t> PhysicalMemory::allocate(const Constraint& constraint, std::uint64_t length) {
  for (std::size_t i = 0; i < region_count_; ++i) {
    const Region& bank = regions_[i];
    if (bank.window != nullptr || (constraint.node != -1 && constraint.node != bank.node)) continue;
    const std::uint64_t from = std::max(bank.physical, constraint.lowest);
    const std::uint64_t last = std::min(bank.physical + bank.length - 1, constraint.highest);
    if (last < from || last - from + 1 < length) continue;
    const std::uint64_t resume = next_[i].load(std::memory_order_relaxed);
    std::optional<std::uint64_t> found;
    if (resume > from && resume < last) found = search(bank, resume, last + 1, length);
    if (!found) found = search(bank, from, last + 1, length);
    if (!found) continue;
    next_[i].store(*found + length, std::memory_order_relaxed);
    return found;
  }
  return std::nullopt;
}

void PhysicalMemory::share(std::uint64_t physical, std::uint64_t length) {
  const Region* const bank = find(physical, length);
  if (bank == nullptr || bank->window != nullptr) return;
  for (std::uint64_t done = 0; done < length; done += page_) {
    uses(*bank, physical + done).fetch_add(1, std::memory_order_relaxed);
  }
}

bool PhysicalMemory::shared(std::uint64_t physical) const {
  const Region* const bank = find(physical, page_);
  return bank != nullptr && bank->window == nullptr && uses(*bank, physical).load(std::memory_order_relaxed) > 1;
}

// Nobody else can take a frame before its count is 0, so it is emptied while the last use is still counted. Runs are
// emptied as one.
void PhysicalMemory::release(std::uint64_t physical, std::uint64_t length) {
  const Region* const bank = find(physical, length);
  if (bank == nullptr || bank->window != nullptr) return;
  std::uint64_t run = physical;
  const auto empty_run_up_to = [&](std::uint64_t end) {
    if (run == end) return;
    const bool emptied = file_.discard(file_offset(*bank, run), end - run);
    for (std::uint64_t at = run; at < end; at += page_) {
      uses(*bank, at).store(emptied ? 0 : never_again, std::memory_order_release);
    }
  };
  for (std::uint64_t at = physical; at < physical + length; at += page_) {
    std::uint32_t count = uses(*bank, at).load(std::memory_order_acquire);
    while (count > 1 && !uses(*bank, at).compare_exchange_weak(count, count - 1, std::memory_order_acq_rel)) {
    }
    if (count <= 1) continue;
    empty_run_up_to(at);
    run = at + page_;
  }
  empty_run_up_to(physical + length);
}

PhysicalMemory::Free PhysicalMemory::count_free(FunctionRef<bool(std::uint64_t, std::int32_t)> belongs) const {
  Free free;
  for (std::size_t i = 0; i < region_count_; ++i) {
    const Region& bank = regions_[i];
    if (bank.window != nullptr) continue;
    std::uint64_t run = 0;
    for (std::uint64_t at = bank.physical; at < bank.physical + bank.length; at += page_) {
      const bool is_free = uses(bank, at).load(std::memory_order_relaxed) == 0 && belongs(at, bank.node);
      run = is_free ? run + page_ : 0;
      free.total += is_free ? page_ : 0;
      free.longest = std::max(free.longest, run);
    }
  }
  return free;
}

}  // namespace mapproof::model
