// Dispatches the steps of a sequence.
// SPDX-License-Identifier: Apache-2.0
#include "run.hpp"

#include <algorithm>
#include <iterator>

#include "access.hpp"
#include "calls.hpp"
#include "state.hpp"

namespace mapproof::explore {
namespace {

Stepped start_over(World& world, const Step&) {
  clean_up(world);
  return followed({"MUN_02"});
}

struct Runner {
  Call call;
  Stepped (*run)(World& world, const Step& step);
};

constexpr Runner runners[] = {
    {Call::map, run_map},
    {Call::ordinary_map, run_ordinary_map},
    {Call::unmap, run_unmap},
    {Call::munmap, run_unmap},
    {Call::munmap_flags, run_unmap},
    {Call::protect, run_protect},
    {Call::memory, run_memory},
    {Call::lock, run_lock},
    {Call::unlock, run_lock},
    {Call::lock_all, run_lock_all},
    {Call::unlock_all, run_lock_all},
    {Call::io_map, run_io_map},
    {Call::io_unmap, run_io_unmap},
    {Call::port_read, run_port_read},
    {Call::port_write, run_port_write},
    {Call::io_privilege, run_io_privilege},
    {Call::offset32, run_lookup},
    {Call::offset64, run_lookup},
    {Call::place32, run_place},
    {Call::place64, run_place},
    {Call::typed_open, run_typed_open},
    {Call::typed_info, run_typed_info},
    {Call::typed_map, run_typed_map},
    {Call::typed_file, run_typed_file},
    {Call::close, run_close},
    {Call::load, run_load},
    {Call::store, run_store},
    {Call::fork, run_fork},
    {Call::frames_move, run_frames_move},
    {Call::start_over, start_over},
};
static_assert(std::size(runners) == static_cast<std::size_t>(Call::count));

Stepped dispatch(World& world, const Step& step) {
  const auto* const runner =
      std::find_if(std::begin(runners), std::end(runners), [&](const Runner& each) { return each.call == step.call; });
  return runner == std::end(runners) ? skip() : runner->run(world, step);
}

void give_back(World& world, std::uint64_t start, std::uint64_t end, const Page& kind) {
  void* const address = pointer_to(start);
  const auto length = static_cast<std::size_t>(end - start);
  if ((kind.by_mmap || kind.is_typed()) && world.table().munmap != nullptr) {
    const mapproof_unmap_request request{address, length, 0, 0};
    world.table().munmap(world.handle(), &request);
    return;
  }
  if (!kind.is_device && world.table().memory_release != nullptr) {
    world.table().memory_release(world.handle(), address, length);
    return;
  }
  if (world.table().munmap_device_memory == nullptr) return;
  const mapproof_unmap_request request{address, length, 0, 0};
  world.table().munmap_device_memory(world.handle(), &request);
}

std::uint64_t stamp_of(std::uint64_t physical) { return physical * 0x9e3779b97f4a7c15u ^ 0x6d61707072307366u; }

// The first and the last whole word of one page of a view.
void stamp_page(World& world, std::uint64_t view, std::uint64_t physical, std::uint64_t length) {
  const std::uint64_t first = (physical + 7) & ~std::uint64_t{7};
  const std::uint64_t last = ((physical + length) & ~std::uint64_t{7}) - 8;
  for (const std::uint64_t word : {first, last}) {
    if (word < physical || !guarded_store(view + (word - physical), stamp_of(word))) continue;
    world.contents.set_word(world.map.down(word), static_cast<std::size_t>(world.map.inside(word)), stamp_of(word));
  }
}

void stamp_range(World& world, std::uint64_t physical, std::uint64_t length) {
  const mapproof_map_request request{
      nullptr, static_cast<std::size_t>(length), physical, MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, 0, 0, 0};
  const mapproof_address_outcome view = world.table().mmap_device_memory(world.handle(), &request);
  if (view.value == Session::map_failed()) return;
  const std::uint64_t address = reinterpret_cast<std::uintptr_t>(view.value);
  for (std::uint64_t at = 0; at < length;) {
    const std::uint64_t rest_of_page = world.map.page_size() - world.map.inside(physical + at);
    const std::uint64_t part = std::min(rest_of_page, length - at);
    stamp_page(world, address + at, physical + at, part);
    at += part;
  }
  // Whole pages, because only some subjects unmap from the middle of one.
  const std::uint64_t whole = world.map.count(address, length) * world.map.page_size();
  const mapproof_unmap_request back{pointer_to(world.map.down(address)), static_cast<std::size_t>(whole), 0, 0};
  world.table().munmap_device_memory(world.handle(), &back);
}

bool may_stamp(const World& world, const mapproof_window& window) {
  constexpr std::uint32_t wanted = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  const bool maps = world.table().mmap_device_memory != nullptr && world.table().munmap_device_memory != nullptr;
  return maps && world.session.may_write() && window.is_memory != 0 && (window.protection & wanted) == wanted;
}

}  // namespace

std::optional<Mismatch> run_step(World& world, const Step& step) {
  const Stepped stepped = dispatch(world, step);
  if (stepped.finding || stepped.skipped || world.undecidable) return stepped.finding;
  return judge_state(world, stepped.rows);
}

std::optional<Failure> run_sequence(World& world, const Sequence& sequence, Clock::time_point end) {
  for (std::size_t i = 0; i < sequence.size() && !world.undecidable && (i == 0 || Clock::now() < end); ++i) {
    if (std::optional<Mismatch> mismatch = run_step(world, sequence[i])) return Failure{i, std::move(*mismatch)};
  }
  return std::nullopt;
}

void clean_up(World& world) {
  if (world.table().munlockall != nullptr) world.table().munlockall(world.handle());
  world.lock_future = Known::no;
  while (!world.map.pages().empty()) {
    const std::uint64_t start = world.map.pages().begin()->first;
    const Page kind = world.map.pages().begin()->second;
    std::uint64_t end = start;
    for (const Page* page = world.map.find(end); page != nullptr && page->is_device == kind.is_device &&
                                                 page->by_mmap == kind.by_mmap && page->is_typed() == kind.is_typed();
         page = world.map.find(end)) {
      end += world.map.page_size();
    }
    give_back(world, start, end, kind);
    world.remove(start, end - start);
  }
  close_all(world);
  world.answers.clear();
  world.io.handles.clear();
}

void stamp_windows(World& world) {
  const std::uint64_t end_length = pages_at_each_end * world.map.page_size();
  for (std::size_t i = 0; i < world.facts().window_count; ++i) {
    const mapproof_window& window = world.facts().windows[i];
    if (!may_stamp(world, window)) continue;
    const std::uint64_t length = std::min(window.length, end_length);
    stamp_range(world, window.physical, length);
    if (window.length > length) stamp_range(world, window.physical + window.length - length, length);
  }
}

}  // namespace mapproof::explore
