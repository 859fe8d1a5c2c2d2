// The nodes of the mapping table: chunks of extents, directories of chunks, and the pool that both come from.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "extent.hpp"

namespace mapproof::model {

struct TableTotals {
  std::uint64_t entries = 0;
  std::uint64_t mapped = 0;
  std::uint64_t locked = 0;

  void operator+=(const Extent& extent) {
    entries += 1;
    mapped += extent.length();
    locked += extent.has(extent_locked) ? extent.length() : 0;
  }
  void operator-=(const TableTotals& other) {
    entries -= other.entries;
    mapped -= other.mapped;
    locked -= other.locked;
  }
  void operator+=(const TableTotals& other) {
    entries += other.entries;
    mapped += other.mapped;
    locked += other.locked;
  }
};

/// Nodes are read while another thread may already recycle them. All of their words are therefore atomic: loads acquire
/// and stores release, so whoever saw a recycled word also sees that the root has moved on. Sizes are clamped for the
/// same reason.
using Word = std::atomic<std::uint64_t>;

class Chunk {
 public:
  static constexpr std::uint32_t capacity = 16;

  std::uint32_t size() const {
    return std::min(capacity, static_cast<std::uint32_t>(size_.load(std::memory_order_acquire)));
  }
  void resize(std::uint32_t size) { size_.store(size, std::memory_order_release); }

  std::uint64_t end_of(std::uint32_t slot) const { return words_[slot][1].load(std::memory_order_acquire); }

  Extent load(std::uint32_t slot) const {
    std::array<std::uint64_t, 8> raw;
    for (std::size_t i = 0; i < raw.size(); ++i) raw[i] = words_[slot][i].load(std::memory_order_acquire);
    Extent extent;
    std::memcpy(static_cast<void*>(&extent), raw.data(), sizeof extent);
    return extent;
  }
  void store(std::uint32_t slot, const Extent& extent) {
    std::array<std::uint64_t, 8> raw;
    std::memcpy(raw.data(), static_cast<const void*>(&extent), sizeof extent);
    for (std::size_t i = 0; i < raw.size(); ++i) words_[slot][i].store(raw[i], std::memory_order_release);
  }

  std::uint32_t first_ending_after(std::uint64_t address) const {
    std::uint32_t low = 0;
    std::uint32_t high = size();
    while (low < high) {
      const std::uint32_t middle = (low + high) / 2;
      if (end_of(middle) > address) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

 private:
  Word size_{0};
  std::array<std::array<Word, 8>, capacity> words_;
};

class Directory {
 public:
  static constexpr std::uint32_t capacity = 16384;

  std::uint32_t size() const {
    return std::min(capacity, static_cast<std::uint32_t>(size_.load(std::memory_order_acquire)));
  }
  void resize(std::uint32_t size) { size_.store(size, std::memory_order_release); }

  std::uint64_t key_at(std::uint32_t at) const { return keys_[at].load(std::memory_order_acquire); }
  std::uint32_t chunk_at(std::uint32_t at) const {
    return static_cast<std::uint32_t>(chunks_[at].load(std::memory_order_acquire));
  }
  void set(std::uint32_t at, std::uint64_t key, std::uint32_t chunk) {
    keys_[at].store(key, std::memory_order_release);
    chunks_[at].store(chunk, std::memory_order_release);
  }

  /// The last chunk whose first entry starts at or below the address, or 0.
  std::uint32_t chunk_before(std::uint64_t address) const {
    std::uint32_t low = 0;
    std::uint32_t high = size();
    while (low < high) {
      const std::uint32_t middle = (low + high) / 2;
      if (key_at(middle) > address) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == 0 ? 0 : low - 1;
  }

  TableTotals totals() const {
    return {entries_.load(std::memory_order_acquire), mapped_.load(std::memory_order_acquire),
            locked_.load(std::memory_order_acquire)};
  }
  void set_totals(const TableTotals& totals) {
    entries_.store(totals.entries, std::memory_order_release);
    mapped_.store(totals.mapped, std::memory_order_release);
    locked_.store(totals.locked, std::memory_order_release);
  }

 private:
  Word size_{0}, entries_{0}, mapped_{0}, locked_{0};
  std::array<Word, capacity> keys_;
  std::array<Word, capacity> chunks_;
};

/// The pool. Zero-filled memory is a valid empty pool, so it is mapped and never constructed or touched as a whole.
class TableNodes {
 public:
  static constexpr std::uint32_t directory_count = 128;
  static constexpr std::uint32_t chunk_count = 16384;
  static constexpr std::uint32_t none = UINT32_MAX;

  Directory& directory(std::uint32_t index) { return directories_[index % directory_count]; }
  Chunk& chunk(std::uint32_t index) { return chunks_[index % chunk_count]; }

  std::uint32_t take_directory() { return take(directory_used_); }
  std::uint32_t take_chunk() { return take(chunk_used_); }
  void free_directory(std::uint32_t index) {
    directory_used_[index % directory_count].store(0, std::memory_order_release);
  }
  void free_chunk(std::uint32_t index) { chunk_used_[index % chunk_count].store(0, std::memory_order_release); }

 private:
  using Flag = std::atomic<std::uint8_t>;

  template <std::size_t count>
  static std::uint32_t take(std::array<Flag, count>& used) {
    for (std::uint32_t i = 0; i < count; ++i) {
      if (used[i].load(std::memory_order_relaxed) == 0 && used[i].exchange(1, std::memory_order_acq_rel) == 0) return i;
    }
    return none;
  }

  std::array<Flag, directory_count> directory_used_;
  std::array<Flag, chunk_count> chunk_used_;
  std::array<Directory, directory_count> directories_;
  std::array<Chunk, chunk_count> chunks_;
};

}  // namespace mapproof::model
