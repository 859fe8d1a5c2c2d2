// Room for many words of pagemap at a time: too much for the stack of a signal handler.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace mapproof::lnx {

/// One caller has it; any other, also one that interrupted the first or was forked meanwhile, takes its small room.
struct WordScratch {
  static constexpr std::size_t length =
      16384;  // 64 MiB of small pages; more than the second-level cache holds is no gain

  std::atomic<bool> taken{false};
  std::array<std::uint64_t, length> words;
};

class Words {
 public:
  Words(WordScratch& scratch, std::size_t wanted)
      : scratch_(wanted > few_.size() && !scratch.taken.exchange(true, std::memory_order_acquire) ? &scratch
                                                                                                  : nullptr) {}
  ~Words() {
    if (scratch_ != nullptr) scratch_->taken.store(false, std::memory_order_release);
  }
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;

  std::uint64_t* data() { return scratch_ != nullptr ? scratch_->words.data() : few_.data(); }
  std::size_t size() const { return scratch_ != nullptr ? scratch_->words.size() : few_.size(); }

 private:
  std::array<std::uint64_t, 512> few_;
  WordScratch* scratch_;
};

}  // namespace mapproof::lnx
