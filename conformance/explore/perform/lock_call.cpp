// Ordinary memory, its locks, and what moves it.
// SPDX-License-Identifier: Apache-2.0
#include "calls.hpp"

namespace mapproof::explore {
namespace {

constexpr std::uint32_t accesses = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC;

void set_locked(World& world, const std::vector<std::uint64_t>& pages, Known locked) {
  for (const std::uint64_t address : pages) {
    Page& page = *world.map.find(address);
    page.as_mapped = false;
    if (page.is_device || page.is_typed()) continue;
    page.locked = locked;
    if (locked != Known::yes) page.seen.reset();
    // Locking brings pages in, but for lazy ones no document says whether it does.
    const bool lazy = page.kind == MAPPROOF_MEMORY_LAZY;
    if (locked != Known::no && page.touched == Known::no && !(lazy && world.rows.judged("MLK_11"))) {
      page.touched = locked == Known::yes && !lazy ? Known::yes : Known::maybe;
    }
  }
}

std::vector<std::uint64_t> all_pages(const World& world) {
  std::vector<std::uint64_t> all;
  for (const auto& [address, page] : world.map.pages()) all.push_back(address);
  return all;
}

void judge_lock_situation(const Step& step, Rule& rule) {
  switch (step.situation) {
    case MAPPROOF_WITHOUT_LOCK_PRIVILEGE:
      return rule.refuse("MLK_04");
    case MAPPROOF_LOCK_LIMIT:
      return rule.leave_open();  // who counts what is locked already differs
    case MAPPROOF_LOCK_NOT_NOW:
      return rule.refuse("MLK_03");
    default:
      return;
  }
}

Rule lock_rule(const World& world, const Step& step, std::uint64_t address, std::uint64_t length) {
  Rule rule(world.rows);
  const bool whole = world.map.whole(address, length);
  if (length == 0 || world.map.inside(address) != 0) rule.leave_open();
  if (world.is_doubtful(address, length)) {
    rule.leave_open();
  } else if (!whole) {
    rule.refuse("MLK_01");
  }
  for (const std::uint64_t at : world.map.mapped_in(address, length)) {
    const Page& page = *world.map.find(at);
    if (page.is_device || page.file_frame != 0 || page.is_typed()) rule.leave_open();
    if (step.call == Call::lock && (page.protection & accesses) == 0) rule.refuse("MLK_05");
  }
  if (step.call == Call::lock) judge_lock_situation(step, rule);
  rule.allow("MOF_11");
  return rule;
}

void set_initial_words(World& world, std::uint64_t frame, std::uint32_t kind, std::uint64_t distance) {
  const std::size_t last = static_cast<std::size_t>(world.map.page_size()) - 8;
  for (const std::size_t offset : {std::size_t{0}, last}) {
    std::uint64_t word = 0;
    for (std::size_t i = 8; i-- > 0 && kind == MAPPROOF_MEMORY_COPY;) word = word << 8 | (distance + offset + i) % 251;
    world.contents.set_word(frame, offset, word);
  }
}

// These kinds are documented to hold zeros, or a copy, from the start (MOF_25).
bool has_known_content(std::uint32_t kind) {
  return kind == MAPPROOF_MEMORY_ANONYMOUS || kind == MAPPROOF_MEMORY_SHARED || kind == MAPPROOF_MEMORY_LAZY ||
         kind == MAPPROOF_MEMORY_COPY;
}

void enter_memory(World& world, const Step& step, std::uint64_t address, std::uint64_t length) {
  world.remove(address, length);
  for (std::uint64_t at = 0; at < length; at += world.map.page_size()) {
    Page page;
    page.mapping = world.next_mapping;
    page.frame = world.next_frame++;
    page.protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
    page.kind = step.kind;
    page.end_byte = static_cast<std::size_t>(world.map.page_size());
    page.loadable = page.storable = true;
    page.locked = world.lock_future == Known::yes ? Known::yes : world.lock_future;
    page.touched = has_known_content(step.kind) ? Known::no : Known::yes;
    if (page.locked != Known::no && page.touched == Known::no) page.touched = Known::maybe;
    if (has_known_content(step.kind)) set_initial_words(world, page.frame, step.kind, at);
    world.map.set(address + at, page);
  }
  ++world.next_mapping;
  if (step.result != no_result) world.answers[step.result] = {address, length};
}

// Whether munlock() ends what came with the I/O privilege, no row says.
void doubt_superlock(World& world) {
  if (world.superlocked == Known::yes) world.superlocked = Known::maybe;
}

}  // namespace

Stepped run_memory(World& world, const Step& step) {
  const auto length = world.resolve(step.length);
  if (!length || world.table().memory_acquire == nullptr) return skip();
  if ((world.facts().memory_kinds >> step.kind & 1u) == 0) return skip();
  const mapproof_memory_request request{step.kind, -1, static_cast<std::size_t>(*length)};
  void* address = nullptr;
  if (world.table().memory_acquire(world.handle(), &request, &address).error != 0) return skip();
  const std::uint64_t number = reinterpret_cast<std::uintptr_t>(address);
  if (!world.map.empty(number, *length)) return found({"MDM_19"}, "memory at a place of its own", hex_number(number));
  enter_memory(world, step, number, *length);
  return followed({"MUN_02"});
}

Stepped run_lock(World& world, const Step& step) {
  const auto address = world.resolve(step.address);
  const auto length = world.resolve(step.length);
  const auto call = step.call == Call::lock ? world.table().mlock : world.table().munlock;
  if (!address || !length || call == nullptr || (*length != 0 && !world.is_ours(*address, *length))) return skip();
  const Rule rule = lock_rule(world, step, *address, *length);
  const mapproof_lock_request request{pointer_to(*address), static_cast<std::size_t>(*length)};
  const auto outcome = during(world, step.situation, [&] { return call(world.handle(), &request); });
  if (!outcome) return skip();
  if (Finding wrong = rule.check(outcome->value == 0, outcome->error)) return {wrong, {}, false};
  const Known wanted = step.call == Call::lock ? Known::yes : Known::no;
  if (step.call == Call::unlock) doubt_superlock(world);
  // An address that is rounded down gives even a range of nothing a page.
  const bool is_rounded = *length == 0 && world.map.inside(*address) != 0;
  if (is_rounded) set_locked(world, world.map.mapped_in(*address, 1), Known::maybe);
  // A refused call may have done its work for a part of the range.
  set_locked(world, world.map.mapped_in(*address, *length), outcome->value == 0 ? wanted : Known::maybe);
  return followed(rule.rows());
}

Stepped run_lock_all(World& world, const Step& step) {
  const bool locks = step.call == Call::lock_all;
  if (locks ? world.table().mlockall == nullptr : world.table().munlockall == nullptr) return skip();
  Rule rule(world.rows);
  if (locks && step.flags == 0) rule.refuse("MLK_09");
  rule.allow("MOF_13");
  // All memory means the explorer's own too, for which the process's limit may be too low.
  if (locks) rule.leave_open();
  if (locks) judge_lock_situation(step, rule);
  const mapproof_lock_all_request request{step.flags, 0};
  const auto outcome = during(world, step.situation, [&] {
    return locks ? world.table().mlockall(world.handle(), &request) : world.table().munlockall(world.handle());
  });
  if (!outcome) return skip();
  if (Finding wrong = rule.check(outcome->value == 0, outcome->error)) return {wrong, {}, false};
  const bool done = outcome->value == 0;
  if (!locks) {
    doubt_superlock(world);
    set_locked(world, all_pages(world), done ? Known::no : Known::maybe);
    world.lock_future = done ? Known::no : Known::maybe;
    return followed({"MOF_13"});
  }
  if ((step.flags & MAPPROOF_LOCK_CURRENT) != 0) set_locked(world, all_pages(world), done ? Known::yes : Known::maybe);
  // Whether a call for the present ends what an earlier one said of the future, no document tells.
  const bool future = (step.flags & MAPPROOF_LOCK_FUTURE) != 0;
  if (future) world.lock_future = done ? Known::yes : Known::maybe;
  if (!future && done && world.lock_future == Known::yes) world.lock_future = Known::maybe;
  return followed({"MOF_13"});
}

Stepped run_frames_move(World& world, const Step&) {
  if (world.table().provoke == nullptr) return skip();
  const mapproof_provoke_request request{MAPPROOF_FRAMES_MOVE, 1, 0};
  if (world.table().provoke(world.handle(), &request).error != 0) return skip();
  for (const std::uint64_t address : all_pages(world)) {
    Page& page = *world.map.find(address);
    if (page.is_device || page.file_frame != 0 || page.is_typed() || page.locked == Known::yes) continue;
    page.seen.reset();
    const std::uint64_t former = page.frame;
    page.frame = world.next_frame++;
    world.contents.move(former, page.frame);
    world.give_up_frame(former);
  }
  return followed({"MOF_33"});
}

}  // namespace mapproof::explore
