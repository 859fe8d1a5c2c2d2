// How an edit of the mapping table is built and published.
// SPDX-License-Identifier: Apache-2.0
#include "mapping_table.hpp"

#include <sys/mman.h>

#include <new>

#include "table_builder.hpp"

namespace mapproof::model {

struct MappingTable::Edit {
  Range range;
  const Extent* entries;
  std::size_t count;
  const FunctionRef<void(Extent&)>* change;  // null: pieces inside the range are taken out

  void emit_new(Builder& out) const {
    for (std::size_t i = 0; i < count; ++i) out.emit(entries[i]);
  }

  // What becomes of one old entry; `inserted` says whether the new ones were already written.
  void apply(const Extent& old, Builder& out, bool& inserted) const {
    if (old.start < range.start) out.emit(old.part(old.start, range.start < old.end ? range.start : old.end));
    if (old.end > range.start && !inserted) {
      emit_new(out);
      inserted = true;
    }
    const bool changes = change != nullptr && range.start < range.end;
    if (changes && old.start < range.end && old.end > range.start) {
      Extent piece = old.part(range.start, range.end);
      (*change)(piece);
      out.emit(piece);
    }
    if (old.end > range.end) out.emit(old.part(range.end, old.end));
  }
};

MappingTable::MappingTable() {
  void* const memory = ::mmap(nullptr, sizeof(TableNodes), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  nodes_ = static_cast<TableNodes*>(memory);
  const std::uint32_t empty = nodes_->take_directory();
  root_.store(empty, std::memory_order_release);
}

MappingTable::~MappingTable() { ::munmap(static_cast<void*>(nodes_), sizeof(TableNodes)); }

Range MappingTable::own_memory() const {
  const auto start = reinterpret_cast<std::uintptr_t>(nodes_);
  return {start, start + sizeof(TableNodes)};
}

EditResult MappingTable::replace(Range range, const Extent* entries, std::size_t count, const TableLimits& limits,
                                 Retired* retired) {
  return run(Edit{range, entries, count, nullptr}, limits, retired);
}

EditResult MappingTable::change(Range range, FunctionRef<void(Extent&)> change, const TableLimits& limits) {
  return run(Edit{range, nullptr, 0, &change}, limits, nullptr);
}

EditResult MappingTable::run(const Edit& edit, const TableLimits& limits, Retired* retired) {
  for (;;) {
    switch (attempt(edit, limits, retired)) {
      case Attempt::published:
        return EditResult::done;
      case Attempt::lost:
        break;
      case Attempt::table_full:
        return EditResult::table_full;
      case Attempt::address_space_full:
        return EditResult::address_space_full;
      case Attempt::lock_limit:
        return EditResult::lock_limit;
    }
  }
}

MappingTable::Attempt MappingTable::attempt(const Edit& edit, const TableLimits& limits, Retired* retired) {
  const std::uint64_t root = root_.load(std::memory_order_acquire);
  const Directory& old = nodes_->directory(root_directory(root));
  const Range affected = affected_chunks(old, edit.range);
  const auto first = static_cast<std::uint32_t>(affected.start);
  const auto last = static_cast<std::uint32_t>(affected.end);

  const std::uint32_t fresh = nodes_->take_directory();
  if (fresh == TableNodes::none) return Attempt::table_full;
  Directory& directory = nodes_->directory(fresh);
  Builder out(*nodes_, directory);
  out.reuse(old, 0, first);
  out.start_chunks();
  TableTotals totals = old.totals();
  totals -= rewrite(edit, old, affected, out);
  out.end_chunks();
  out.reuse(old, last, old.size());
  totals += out.totals();

  Attempt result = judge(old.totals(), totals, limits, out.full());
  if (result == Attempt::published) {
    directory.resize(out.size());
    directory.set_totals(totals);
    result = publish(root, fresh) ? Attempt::published : Attempt::lost;
  } else if (root_.load(std::memory_order_acquire) != root) {
    result = Attempt::lost;  // judged by what no longer is
  }
  if (result != Attempt::published) {
    nodes_->free_directory(fresh);
    return result;
  }
  out.keep();
  Retired unwanted;
  Retired& holder = retired != nullptr ? *retired : unwanted;
  holder.take(*this, edit.range, root_directory(root), first, last);
  return Attempt::published;
}

// Copies the affected entries with the edit applied, and returns what they amounted to before.
TableTotals MappingTable::rewrite(const Edit& edit, const Directory& old, Range chunks, Builder& out) const {
  TableTotals before;
  bool inserted = false;
  for (std::uint64_t at = chunks.start; at < chunks.end; ++at) {
    const Chunk& chunk = nodes_->chunk(old.chunk_at(static_cast<std::uint32_t>(at)));
    const std::uint32_t entries = chunk.size();
    for (std::uint32_t slot = 0; slot < entries; ++slot) {
      const Extent extent = chunk.load(slot);
      before += extent;
      edit.apply(extent, out, inserted);
    }
  }
  if (!inserted) edit.emit_new(out);
  return before;
}

Range MappingTable::affected_chunks(const Directory& directory, Range range) const {
  const std::uint32_t chunks = directory.size();
  const std::uint32_t first = directory.chunk_before(range.start);
  std::uint32_t last = first;
  while (last < chunks && (last == first || directory.key_at(last) < range.end)) ++last;
  // Emptied chunks would pile up: take a small neighbour along, so that both become one.
  if (last == first + 1 && last < chunks) {
    const std::uint32_t together =
        nodes_->chunk(directory.chunk_at(first)).size() + nodes_->chunk(directory.chunk_at(last)).size();
    if (together <= Chunk::capacity / 2) ++last;
  }
  return {first, last};
}

MappingTable::Attempt MappingTable::judge(const TableTotals& before, const TableTotals& after,
                                          const TableLimits& limits, bool full) {
  const auto exceeds = [](std::uint64_t was, std::uint64_t is, std::uint64_t limit) { return is > limit && is > was; };
  if (full || exceeds(before.entries, after.entries, limits.entries)) return Attempt::table_full;
  if (exceeds(before.mapped, after.mapped, limits.mapped)) return Attempt::address_space_full;
  if (exceeds(before.locked, after.locked, limits.locked)) return Attempt::lock_limit;
  return Attempt::published;
}

bool MappingTable::publish(std::uint64_t root, std::uint32_t directory) {
  const std::uint64_t version = root / TableNodes::directory_count + 1;
  return root_.compare_exchange_strong(root, version * TableNodes::directory_count + directory,
                                       std::memory_order_acq_rel);
}

std::optional<Extent> MappingTable::find(std::uint64_t address) const {
  const Extent extent = first_ending_after(address);
  if (extent.start > address || extent.end == 0) return std::nullopt;
  return extent;
}

Extent MappingTable::first_ending_after(std::uint64_t address) const {
  return read(address, Extent{}, [](Extent& found, const Extent& extent) {
    found = extent;
    return false;
  });
}

TableTotals MappingTable::totals() const {
  for (;;) {
    const std::uint64_t root = root_.load(std::memory_order_acquire);
    const TableTotals totals = nodes_->directory(root_directory(root)).totals();
    if (root_.load(std::memory_order_relaxed) == root) return totals;
  }
}

void MappingTable::Retired::take(MappingTable& table, Range range, std::uint32_t directory, std::uint32_t first,
                                 std::uint32_t last) {
  table_ = &table;
  range_ = range;
  directory_ = directory;
  first_ = first;
  last_ = last;
}

MappingTable::Retired::~Retired() {
  if (table_ == nullptr) return;
  TableNodes& nodes = *table_->nodes_;
  for (std::uint32_t at = first_; at < last_; ++at) nodes.free_chunk(nodes.directory(directory_).chunk_at(at));
  nodes.free_directory(directory_);
}

void MappingTable::Retired::for_each(FunctionRef<void(const Extent&)> visit) const {
  if (table_ == nullptr) return;
  TableNodes& nodes = *table_->nodes_;
  for (std::uint32_t at = first_; at < last_; ++at) {
    const Chunk& chunk = nodes.chunk(nodes.directory(directory_).chunk_at(at));
    const std::uint32_t entries = chunk.size();
    for (std::uint32_t slot = chunk.first_ending_after(range_.start); slot < entries; ++slot) {
      const Extent extent = chunk.load(slot);
      if (extent.start >= range_.end) return;
      visit(extent.part(range_.start, range_.end));
    }
  }
}

}  // namespace mapproof::model
