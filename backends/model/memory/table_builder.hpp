// Fills the new nodes of one edit of the mapping table.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "table_nodes.hpp"

namespace mapproof::model {

/// Fills chunks that nobody sees yet and enters them in a new directory.
class Builder {
 public:
  Builder(TableNodes& nodes, Directory& directory) : nodes_(nodes), directory_(directory) {}
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;
  ~Builder() {
    for (std::uint32_t at = first_; !kept_ && at < last_; ++at) nodes_.free_chunk(directory_.chunk_at(at));
  }

  void reuse(const Directory& from, std::uint32_t first, std::uint32_t last) {
    if (size_ + (last - first) > Directory::capacity) full_ = true;
    for (std::uint32_t at = first; at < last && !full_; ++at)
      directory_.set(size_++, from.key_at(at), from.chunk_at(at));
  }
  void start_chunks() { first_ = last_ = size_; }
  void end_chunks() { flush(); }

  void emit(const Extent& extent) {
    if (pending_.end != 0 && pending_.continues_in(extent)) {
      pending_.end = extent.end;
      return;
    }
    flush();
    pending_ = extent;
  }
  bool full() const { return full_; }
  std::uint32_t size() const { return size_; }
  const TableTotals& totals() const { return totals_; }
  void keep() { kept_ = true; }

 private:
  void flush() {
    if (pending_.end == 0 || full_) return;
    totals_ += pending_;
    if (chunk_ == nullptr || used_ == Chunk::capacity) next_chunk();
    if (full_) return;
    if (used_ == 0) enter(pending_.start, chunk_index_);
    chunk_->store(used_++, pending_);
    chunk_->resize(used_);
    pending_ = Extent{};
  }

  // A chunk that overflows leaves its upper half to the next one, so that both have room for later neighbours.
  void next_chunk() {
    Chunk* const left = chunk_;
    chunk_index_ = nodes_.take_chunk();
    if (chunk_index_ == TableNodes::none || size_ == Directory::capacity) {
      if (chunk_index_ != TableNodes::none) nodes_.free_chunk(chunk_index_);
      full_ = true;
      return;
    }
    chunk_ = &nodes_.chunk(chunk_index_);
    used_ = 0;
    chunk_->resize(0);
    if (left == nullptr) return;
    constexpr std::uint32_t half = Chunk::capacity / 2;
    enter(left->load(half).start, chunk_index_);
    for (std::uint32_t slot = half; slot < Chunk::capacity; ++slot) chunk_->store(used_++, left->load(slot));
    left->resize(half);
  }
  void enter(std::uint64_t key, std::uint32_t chunk) {
    directory_.set(size_++, key, chunk);
    last_ = size_;
  }

  TableNodes& nodes_;
  Directory& directory_;
  Chunk* chunk_ = nullptr;
  std::uint32_t chunk_index_ = 0, used_ = 0, size_ = 0, first_ = 0, last_ = 0;
  Extent pending_{};
  TableTotals totals_{};
  bool full_ = false, kept_ = false;
};

}  // namespace mapproof::model
