// What a running sequence knows: the subject, the reference of what it must have done so far, and the names of answers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>

#include "arena.hpp"
#include "explore/language/step.hpp"
#include "host/session.hpp"
#include "io_world.hpp"
#include "mapped_object.hpp"
#include "page_map.hpp"
#include "rule.hpp"
#include "typed_descriptor.hpp"

namespace mapproof::explore {

/// An answer that later steps can name.
struct Answered {
  std::uint64_t address = 0;
  std::uint64_t length = 0;
};

struct World {
  World(const Session& opened, const Rows& judged, const Arena& kept_free)
      : session(opened), rows(judged), arena(kept_free), map(opened.page()), objects(opened.page()) {}

  const Session& session;
  const Rows& rows;
  const Arena& arena;
  PageMap map;
  Contents contents;
  Objects objects;
  IoWorld io;
  std::map<std::uint32_t, Answered> answers;
  TypedDescriptors descriptors;
  std::uint32_t next_mapping = 1;
  std::uint64_t next_frame = std::uint64_t{1} << 63;  // above all physical addresses
  Known lock_future = Known::no;
  Known superlocked = Known::no;     ///< everything counts as locked since a thread was given the I/O privilege
  bool undecidable = false;          ///< a situation could not be ended: nothing can be said any more
  std::set<std::uint64_t> doubtful;  ///< pages of which nobody can say whether they are mapped

  const mapproof_backend& table() const { return session.table(); }
  mapproof_session* handle() const { return session.handle(); }
  const mapproof_facts& facts() const { return session.facts(); }

  /// The number that an operand stands for now; nothing if a step that it names has not answered.
  std::optional<std::uint64_t> resolve(const Operand& operand) const;
  /// The typed memory objects that the target names.
  std::vector<mapproof_typed_pool> pools() const;
  /// What posix_typed_mem_get_info() tells of a descriptor.
  std::optional<std::uint64_t> left_of(int descriptor) const;
  /// The truth about an address, if the backend has a witness for it.
  std::optional<std::uint64_t> physical_of(std::uint64_t address) const;
  /// The window that offers the whole range.
  const mapproof_window* window_of(std::uint64_t physical, std::uint64_t length) const;
  /// Takes the range out of the reference. A frame of ordinary memory that goes with it belongs to somebody else from
  /// now on: other ways to it are still mappings, but what they show is nobody's business.
  void remove(std::uint64_t address, std::uint64_t length);
  void give_up_frame(std::uint64_t frame);
  /// A device's bytes from `physical` on, at a place where nothing is mapped; `page` says what is the same of all
  /// pages.
  void enter_device(Page page, Answered place, std::uint64_t physical);
  /// What is in this range is known again.
  void settle(std::uint64_t address, std::uint64_t length);
  /// Whether nobody can say what is in some page of this range.
  bool is_doubtful(std::uint64_t address, std::uint64_t length) const;
  /// Whether something is mapped in this range, or may be.
  bool may_hold_something(std::uint64_t address, std::uint64_t length) const {
    return !map.empty(address, length) || is_doubtful(address, length);
  }
  /// Whether a mapping that was placed there lies over one that it knows, or over memory of the explorer's own; or has
  /// wiped such memory elsewhere.
  bool is_taken(std::uint64_t address, std::uint64_t length) const;
  /// Whether every page of the range is one that the explorer may let the subject change: its own, or free for it.
  bool is_ours(std::uint64_t address, std::uint64_t length) const;
  /// Whether the range lies in what a process may use.
  bool in_address_space(std::uint64_t address, std::uint64_t length) const;
};

inline void* pointer_to(std::uint64_t address) { return reinterpret_cast<void*>(static_cast<std::uintptr_t>(address)); }

/// Brings a situation about, or ends it. False if this target cannot; nothing to do is done.
bool set_situation(World& world, std::uint32_t condition, bool on);

/// Makes one call under a situation, which has ended again before anything else is done: the explorer too needs memory.
/// Nothing if the situation cannot be brought about.
template <class MakeCall>
auto during(World& world, std::uint32_t condition, MakeCall make_call) -> std::optional<decltype(make_call())> {
  if (!set_situation(world, condition, true)) return std::nullopt;
  const auto outcome = make_call();
  set_situation(world, condition, false);
  return outcome;
}

}  // namespace mapproof::explore
