// Gathering the facts of a session.
// SPDX-License-Identifier: Apache-2.0
#include "facts.hpp"

#include "given_caching.hpp"
#include "linux/context/native.hpp"
#include "linux/io/text_file.hpp"
#include "linux/targets/discovery.hpp"

namespace mapproof::lnx {
namespace {

std::uint32_t kinds_of_memory(const mapproof_session& session) {
  std::uint32_t kinds = 1u << MAPPROOF_MEMORY_ANONYMOUS | 1u << MAPPROOF_MEMORY_SHARED | 1u << MAPPROOF_MEMORY_LAZY |
                        1u << MAPPROOF_MEMORY_COPY;
  if (!session.knows_frames) return kinds;
  kinds |= 1u << MAPPROOF_MEMORY_FRAGMENTED | 1u << MAPPROOF_MEMORY_CONTIGUOUS;
  if (large_page() != 0) kinds |= 1u << MAPPROOF_MEMORY_LARGE;
  if (has_ram_between(session.paths.iomem, 0x100000, 0x7fffffff)) kinds |= 1u << MAPPROOF_MEMORY_BELOW_2G;
  if (has_ram_between(session.paths.iomem, 0x80000000, 0xffffffff)) kinds |= 1u << MAPPROOF_MEMORY_2G_TO_4G;
  if (has_ram_between(session.paths.iomem, 0x100000000, UINT64_MAX)) kinds |= 1u << MAPPROOF_MEMORY_ABOVE_4G;
  return kinds;
}

mapproof_window fact_of(const Window& opened) {
  const Device& device = opened.device();
  mapproof_window window{};
  window.name = device.name.c_str();
  window.physical = device.physical;
  window.length = device.length;
  // Without permission the files are open for reading only, so that a store cannot happen by mistake.
  window.protection = MAPPROOF_PROT_READ | (opened.may_write() ? MAPPROOF_PROT_WRITE : 0u);
  window.with_nocache = device.caching_with_nocache;
  window.without_nocache = device.caching_without_nocache;
  window.is_memory = device.is_memory ? 1 : 0;
  window.node = device.node;
  return window;
}

void tell_windows(mapproof_session& session) {
  FactStore& store = session.store;
  for (const Window& window : session.windows) store.windows.push_back(fact_of(window));
  if (!store.windows.empty()) return;
  store.no_window =
      "no device was named: give a target such as phys:0xfe000000+0x1000, pci:0000:00:04.0/2 or "
      "file:/dev/shm/window@0x7e00000000+0x100000";
  store.facts.no_window = store.no_window.c_str();
}

// Nobody but the user knows which ports do no harm.
void tell_ports(mapproof_session& session) {
  mapproof_io_facts& facts = session.store.io_facts;
  facts.struct_size = sizeof facts;
  facts.highest = port_count - 1;
  if (!session.ports) return;
  facts.scratch = session.ports->first;
  facts.scratch_length = static_cast<std::size_t>(session.ports->length);
  session.store.note_texts.emplace_back(
      "ports", hexadecimal(session.ports->first) + "+" + hexadecimal(session.ports->length) + ", named by the user");
}

void tell_notes(mapproof_session& session) {
  FactStore& store = session.store;
  store.note_texts = kernel_notes(session.knows_frames);
  store.note_texts.emplace_back("lazy_memory", "locked on fault (mlock2), so that a lock does not make it resident");
  tell_ports(session);
  // Without a target, what could be one.
  if (session.windows.empty() && !session.ports) {
    for (const auto& note : discovery_notes(session.paths, session.machine)) store.note_texts.push_back(note);
  }
  for (const Window& window : session.windows) {
    for (const auto& note : window.device().notes) store.note_texts.push_back(note);
  }
  for (const auto& note : caching_notes(session)) store.note_texts.push_back(note);
  for (const auto& text : store.note_texts) store.notes.push_back({text.first.c_str(), text.second.c_str()});
}

}  // namespace

void tell_facts(mapproof_session& session, const std::string& no_offset) {
  FactStore& store = session.store;
  mapproof_facts& facts = store.facts;
  facts.struct_size = sizeof facts;
  facts.offset_bits = 32;  // Linux's own off_t has 64 bits; the 32-bit form of mem_offset() is played
  facts.page_size = session.page();
  facts.lowest_address = session.machine.lowest_address;
  facts.highest_address = session.machine.highest_address;
  facts.highest_physical = session.machine.highest_physical;
  facts.invalid_flags = ~map_valid;
  facts.invalid_protection = ~prot_valid;
  facts.memory_kinds = kinds_of_memory(session);
  facts.node_count = session.machine.node_count;
  tell_windows(session);
  store.no_offset = no_offset;
  if (!no_offset.empty()) facts.no_offset = store.no_offset.c_str();
  tell_notes(session);
  facts.window_count = store.windows.size();
  facts.windows = store.windows.data();
  facts.note_count = store.notes.size();
  facts.notes = store.notes.data();
}

}  // namespace mapproof::lnx
