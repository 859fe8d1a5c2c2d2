// The model's mapping table: sorted extents that every thread and signal handler may read and change at any moment.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "extent.hpp"
#include "function_ref.hpp"
#include "table_nodes.hpp"

namespace mapproof::model {

class Builder;

/// What the table may hold. An edit is refused only if it makes a figure grow past its limit.
struct TableLimits {
  std::uint64_t entries = UINT64_MAX;
  std::uint64_t mapped = UINT64_MAX;  ///< bytes
  std::uint64_t locked = UINT64_MAX;  ///< bytes
};

enum class EditResult { done, table_full, address_space_full, lock_limit };

/// Lock free, because a mapping call may come from a signal handler that interrupted another one: a lock would deadlock
/// there, and blocking signals would cost two system calls each time. An edit builds new nodes beside the old ones and
/// publishes them with one compare-and-swap of the root; who loses builds again. Readers copy what they need and check
/// afterwards that the root is still the one they started from. Nodes live in a pool that is mapped once, so a late
/// reader meets recycled contents, never unmapped memory. At every instant the table is whole, which is also what a
/// child finds after fork().
class MappingTable {
 public:
  MappingTable();
  MappingTable(const MappingTable&) = delete;
  MappingTable& operator=(const MappingTable&) = delete;
  ~MappingTable();

  /// The entries that an edit took out, kept until this goes out of scope.
  class Retired {
   public:
    Retired() = default;
    Retired(const Retired&) = delete;
    Retired& operator=(const Retired&) = delete;
    ~Retired();
    void for_each(FunctionRef<void(const Extent&)> visit) const;

   private:
    friend class MappingTable;
    void take(MappingTable& table, Range range, std::uint32_t directory, std::uint32_t first, std::uint32_t last);
    MappingTable* table_ = nullptr;
    Range range_{0, 0};
    std::uint32_t directory_ = 0, first_ = 0, last_ = 0;  // chunks first ... last - 1 of the old directory
  };

  /// Replaces everything inside the range by these entries, which must lie in it in ascending order.
  EditResult replace(Range range, const Extent* entries, std::size_t count, const TableLimits& limits,
                     Retired* retired = nullptr);
  /// Changes every piece inside the range; pieces that cross its ends are split there. `change` may be called again for
  /// the same piece, and for pieces that are gone already, until an attempt wins.
  EditResult change(Range range, FunctionRef<void(Extent&)> change, const TableLimits& limits);

  /// Walks the entries that end after `address`, in order, until `step` answers false, and returns the state that this
  /// left. `step` may be run again from `initial`, and may then have seen entries that never stood side by side.
  template <class State, class Step>
  State read(std::uint64_t address, const State& initial, Step step) const {
    for (;;) {
      const std::uint64_t root = root_.load(std::memory_order_acquire);
      State state = initial;
      walk(root, address, step, state);
      if (root_.load(std::memory_order_relaxed) == root) return state;
    }
  }

  /// The entry that ends first after the address, whether it holds the address or not; one that ends at 0 if there is
  /// none.
  Extent first_ending_after(std::uint64_t address) const;
  /// The entry that holds the address.
  std::optional<Extent> find(std::uint64_t address) const;
  TableTotals totals() const;
  /// Where the table itself lives: nothing may be mapped over it.
  Range own_memory() const;

 private:
  struct Edit;
  enum class Attempt { published, lost, table_full, address_space_full, lock_limit };

  template <class State, class Step>
  void walk(std::uint64_t root, std::uint64_t address, Step& step, State& state) const {
    const Directory& directory = nodes_->directory(root_directory(root));
    const std::uint32_t count = directory.size();
    for (std::uint32_t at = directory.chunk_before(address); at < count; ++at) {
      const Chunk& chunk = nodes_->chunk(directory.chunk_at(at));
      const std::uint32_t entries = chunk.size();
      for (std::uint32_t slot = chunk.first_ending_after(address); slot < entries; ++slot) {
        if (!step(state, chunk.load(slot))) return;
      }
    }
  }

  static std::uint32_t root_directory(std::uint64_t root) {
    return static_cast<std::uint32_t>(root % TableNodes::directory_count);
  }
  EditResult run(const Edit& edit, const TableLimits& limits, Retired* retired);
  Attempt attempt(const Edit& edit, const TableLimits& limits, Retired* retired);
  TableTotals rewrite(const Edit& edit, const Directory& old, Range chunks, Builder& out) const;
  Range affected_chunks(const Directory& directory, Range range) const;
  static Attempt judge(const TableTotals& before, const TableTotals& after, const TableLimits& limits, bool full);
  bool publish(std::uint64_t root, std::uint32_t directory);

  TableNodes* nodes_;
  std::atomic<std::uint64_t> root_{0};  // version * directory_count + directory
};

}  // namespace mapproof::model
