// What the calls of one context share: the windows that it may map, and what it knows of the process's pages.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

#include "linux/io/paths.hpp"
#include "linux/pages/known_pages.hpp"
#include "linux/pages/pagemap.hpp"
#include "linux/pages/word_scratch.hpp"
#include "linux/targets/port_range.hpp"
#include "linux/targets/window.hpp"
#include "machine.hpp"

namespace mapproof::lnx {

struct Context {
  Context(const Machine& machine_facts, Paths where)
      : machine(machine_facts), paths(std::move(where)), known(machine.page_shift, machine.highest_address) {}

  Machine machine;
  Paths paths;
  KnownPages known;
  Pagemap pagemap;
  KeptFile maps{"/proc/self/maps"};
  std::deque<Window> windows;      // none overlaps another
  std::optional<PortRange> ports;  // that the user named
  bool only_named = false;         // nothing but windows and ports that the user named
  // The right to map is asked for when a file is opened; this takes it away from descriptors that are open already.
  std::atomic<bool> may_map{true};
  std::atomic<bool> knows_frames{false};
  bool needs_lock = true;             // for a lookup; without it the lookup itself brings memory in
  std::atomic<bool> has_lazy{false};  // or had once: until then nobody need look
  WordScratch scratch;

  std::size_t page() const { return machine.page; }
  std::uintptr_t page_of(std::uintptr_t address) const { return address >> machine.page_shift; }
  std::uintptr_t start_of_page(std::uintptr_t address) const { return address & ~(machine.page - 1); }

  /// The window that holds this byte, or nullptr.
  Window* window_at(std::uint64_t physical) {
    for (Window& window : windows) {
      if (window.holds(physical)) return &window;
    }
    return nullptr;
  }
};

}  // namespace mapproof::lnx
