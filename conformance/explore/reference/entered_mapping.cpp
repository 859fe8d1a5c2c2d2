// Pages of devices, of memory and of a file, as mmap() makes them.
// SPDX-License-Identifier: Apache-2.0
#include "entered_mapping.hpp"

#include <algorithm>

#include "explore/perform/access.hpp"

namespace mapproof::explore {
namespace {

constexpr std::uint32_t accesses = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC;
// Above the numbers of ordinary memory.
constexpr std::uint64_t first_file_frame = std::uint64_t{0xf} << 60;
constexpr std::uint64_t touched_word = 0x70726573656e74;

std::size_t last_word(const World& world) { return static_cast<std::size_t>(world.map.page_size()) - 8; }

Page common_page(const World& world, const OrdinaryAsked& asked) {
  Page page;
  page.mapping = world.next_mapping;
  page.by_mmap = true;
  page.protection = asked.step.protection & accesses;
  page.end_byte = static_cast<std::size_t>(world.map.page_size());
  page.loadable = page.storable = true;
  page.locked = world.lock_future;
  return page;
}

Page device_page(const World& world, const OrdinaryAsked& asked) {
  Page page = common_page(world, asked);
  const mapproof_window& window = *world.window_of(asked.offset, asked.length);
  page.is_device = true;
  page.loadable = window.is_memory != 0 && (window.protection & MAPPROOF_PROT_READ) != 0;
  // Where a store through a private mapping goes, no row says.
  page.storable = page.loadable && (window.protection & MAPPROOF_PROT_WRITE) != 0 && world.session.may_write() &&
                  !asked.is_private();
  page.locked = Known::maybe;
  page.touched = Known::yes;
  return page;
}

Page memory_page(World& world, const OrdinaryAsked& asked) {
  Page page = common_page(world, asked);
  page.frame = world.next_frame++;
  page.kind = asked.is_private() ? MAPPROOF_MEMORY_ANONYMOUS : MAPPROOF_MEMORY_SHARED;
  page.is_copied_by_store = asked.is_private();
  // Whether contiguous memory is resident at once, or MAP_LAZY means anything to a system, no row says.
  const bool plain = !asked.is_contiguous() && !asked.has(MAPPROOF_MAP_LAZY) && page.locked == Known::no;
  page.touched = plain ? Known::no : Known::maybe;
  if (asked.has(MAPPROOF_MAP_LAZY)) page.kind = MAPPROOF_MEMORY_LAZY;
  if (asked.is_contiguous()) return page;
  world.contents.set_word(page.frame, 0, 0);
  world.contents.set_word(page.frame, last_word(world), 0);
  return page;
}

Page file_page(World& world, const OrdinaryAsked& asked, std::uint64_t distance) {
  Page page = common_page(world, asked);
  page.file_frame = first_file_frame + (asked.offset + distance) / world.map.page_size();
  page.frame = page.file_frame;
  page.touched = Known::yes;
  page.of_read_only_file = asked.step.object == Object::file_read_only;
  if (!asked.is_private()) return page;
  page.frame = world.next_frame++;
  page.is_copied_by_store = true;
  for (const auto& [offset, word] : world.contents.words(page.file_frame)) {
    world.contents.set_word(page.frame, offset, word);
  }
  return page;
}

}  // namespace

std::optional<int> open_object(World& world, Object object) {
  const std::optional<int> fd = world.objects.descriptor_of(object);
  const std::size_t page_size = static_cast<std::size_t>(world.map.page_size());
  for (std::uint64_t i = 0; fd && is_file(object) && i < Objects::file_pages; ++i) {
    for (const std::size_t offset : {std::size_t{0}, last_word(world)}) {
      if (world.contents.word(first_file_frame + i, offset)) continue;
      world.contents.set_word(first_file_frame + i, offset, Objects::stamp_of(i * page_size + offset));
    }
  }
  return fd;
}

void enter(World& world, const OrdinaryAsked& asked, std::uint64_t address) {
  PageMap& map = world.map;
  world.remove(address, asked.length);
  world.settle(address, asked.length);
  for (std::uint64_t distance = 0; distance < asked.length; distance += map.page_size()) {
    Page page;
    if (asked.is_physical()) {
      page = device_page(world, asked);
      page.frame = asked.offset + distance;
      page.end_byte = static_cast<std::size_t>(std::min(map.page_size(), asked.length - distance));
    } else {
      page = asked.is_of_descriptor() ? file_page(world, asked, distance) : memory_page(world, asked);
    }
    map.set(address + distance, page);
  }
  ++world.next_mapping;
  if (asked.step.result != no_result) world.answers[asked.step.result] = {address, asked.length};
}

bool touch(World& world, std::uint64_t address) {
  Page& page = *world.map.find(address);
  const bool writes = (page.protection & MAPPROOF_PROT_WRITE) != 0;
  if (!writes && (page.protection & MAPPROOF_PROT_READ) == 0) return false;
  const Result<std::uint64_t> answer = writes ? guarded_store(address, touched_word) : guarded_load(address);
  if (!answer) return false;
  page.touched = Known::yes;
  if (writes) {
    world.contents.set_word(page.frame, 0, touched_word);
    follow_store(world, page, 0);
  }
  return true;
}

// A private page that was not stored to may show what is stored into the file, or not.
void follow_store(World& world, Page& page, std::size_t offset) {
  if (page.is_copied_by_store) {
    page.is_copied_by_store = false;
    page.seen.reset();
    return;
  }
  if (page.file_frame == 0 || page.frame != page.file_frame) return;
  for (const auto& [address, other] : world.map.pages()) {
    if (other.file_frame == page.file_frame && other.is_copied_by_store) world.contents.forget(other.frame, offset);
  }
}

std::optional<std::uint64_t> word_in_file(const World& world, const Page& page, std::size_t offset) {
  return world.contents.word(page.file_frame, offset);
}

std::uint64_t place_in_file(const World& world, const Page& page, std::size_t offset) {
  return (page.file_frame - first_file_frame) * world.map.page_size() + offset;
}

}  // namespace mapproof::explore
