// One opened target of the model: its machine, and what the calling process has done with it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "drivers.hpp"
#include "host/profile_rules.hpp"
#include "model/memory/address_space.hpp"
#include "model/memory/mapping_table.hpp"
#include "model/memory/physical_memory.hpp"
#include "model/memory/typed_pool.hpp"
#include "target.hpp"

namespace mapproof::model {

/// The situations that provoke() brings about. Every member may be read by any thread at any time.
class Conditions {
 public:
  explicit Conditions(const Target& target);

  bool holds(mapproof_condition condition) const {
    return (active_.load(std::memory_order_acquire) & bit(condition)) != 0;
  }
  void set(mapproof_condition condition, bool on) {
    if (on) {
      active_.fetch_or(bit(condition), std::memory_order_acq_rel);
    } else {
      active_.fetch_and(~bit(condition), std::memory_order_acq_rel);
    }
  }
  /// For situations that the next call meets once.
  bool consume(mapproof_condition condition) {
    return holds(condition) && (active_.fetch_and(~bit(condition), std::memory_order_acq_rel) & bit(condition)) != 0;
  }

  TableLimits limits() const {
    return {entries.load(std::memory_order_acquire), mapped.load(std::memory_order_acquire),
            locked.load(std::memory_order_acquire)};
  }
  std::atomic<std::uint64_t> entries, mapped, locked;

 private:
  static std::uint32_t bit(mapproof_condition condition) { return 1u << static_cast<std::uint32_t>(condition); }
  std::atomic<std::uint32_t> active_{0};
};

/// Limits for edits that the documents do not count: bookkeeping of the model's own.
inline constexpr TableLimits no_limits{};

}  // namespace mapproof::model

struct mapproof_session {
  mapproof_session(const mapproof::model::Target& target, const mapproof::ProfileRules& rules);
  ~mapproof_session();
  mapproof_session(const mapproof_session&) = delete;
  mapproof_session& operator=(const mapproof_session&) = delete;

  std::uintptr_t page_mask() const { return memory.page() - 1; }
  std::uint32_t next_serial() { return serial.fetch_add(1, std::memory_order_relaxed); }
  std::uint32_t new_lock_flag() const {
    return lock_future.load(std::memory_order_acquire) ? mapproof::model::extent_locked : 0u;
  }
  /// Whether all memory of the process counts as locked, or the profile knows no locks.
  bool all_locked() const { return !rules.needs_lock || superlocked.load(std::memory_order_acquire); }

  const std::uint64_t id;  ///< never 0, never used again
  const mapproof::model::Target target;
  const mapproof::ProfileRules& rules;
  const mapproof::model::AddressSpace space;
  mapproof::model::PhysicalMemory memory;
  mapproof::model::MappingTable table;
  mapproof::model::Conditions conditions;
  mapproof::model::TypedDescriptors descriptors;
  mapproof::model::Drivers drivers{rules.ddi_version};
  std::atomic<bool> lock_future{false};
  std::atomic<bool> superlocked{false};
  std::atomic<std::uint32_t> serial{1};
  void* closed_page =
      nullptr;  ///< one page that may not be accessed: a load from it is the fault of a forbidden port access

  std::string pool_names;
  std::vector<mapproof_note> notes;
  mapproof_facts facts{};
  mapproof_io_facts io_facts{};
  std::vector<mapproof_typed_pool> pools;
  mapproof_typed_facts typed_facts{};

  mapproof_session* previous = nullptr;  ///< the list that fork handlers walk
  mapproof_session* next = nullptr;
};

namespace mapproof::model {

inline mapproof_address_outcome mapped_at(std::uint64_t address) {
  return {reinterpret_cast<void*>(static_cast<std::uintptr_t>(address)), 0};
}
inline mapproof_address_outcome map_failed(int error) { return {reinterpret_cast<void*>(~std::uintptr_t{0}), error}; }
inline mapproof_status_outcome status(int error) { return {error == 0 ? 0 : -1, error}; }
inline std::uint64_t number_of(const void* address) { return reinterpret_cast<std::uintptr_t>(address); }
inline void* pointer_to(std::uint64_t address) { return reinterpret_cast<void*>(static_cast<std::uintptr_t>(address)); }

/// The whole pages that contain part of [address, address + length); start > end if that leaves 64 bits.
Range whole_pages(const mapproof_session& session, std::uint64_t address, std::uint64_t length);

/// What mmap_device_io() is about in this session. device_io.cpp
mapproof_io_facts io_facts_of(const mapproof_session& session);

/// Whether the range lies in what a process may use.
bool inside(const AddressSpace& space, Range range);

}  // namespace mapproof::model
