// One opened target: what the calls of this backend share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "descriptor.hpp"
#include "device.hpp"
#include "known_pages.hpp"
#include "machine.hpp"
#include "pagemap.hpp"
#include "paths.hpp"
#include "provoke.hpp"

namespace mapproof::lnx {

/// Strings and arrays behind mapproof_facts.
struct FactStore {
  mapproof_facts facts{};
  std::vector<mapproof_window> windows;
  std::vector<mapproof_note> notes;
  std::vector<std::pair<std::string, std::string>> note_texts;
  std::string no_window;
  std::string no_offset;
};

/// One of the two ways to map the window, as the hot path needs it.
struct MapSource {
  Descriptor descriptor;
  // descriptor.number(), or -1 while the caller lacks the right to map: the right is asked for when the file is opened.
  std::atomic<int> file{-1};
  std::uint64_t physical = 0;  // at file offset 0
};

/// Opens a target, e.g. "", "pci:0000:00:04.0/2" or "devmem:0xfe000000+0x1000". Throws Refusal.
mapproof_session* open_session(const mapproof_open_request& request, const Paths& paths);

}  // namespace mapproof::lnx

struct mapproof_session {
  mapproof_session(const mapproof::lnx::Machine& machine_facts, mapproof::lnx::Paths where)
      : machine(machine_facts),
        paths(std::move(where)),
        known(machine.page_shift, machine.highest_address),
        pagemap(machine.page_shift) {}

  mapproof::lnx::Machine machine;
  mapproof::lnx::Paths paths;
  mapproof::lnx::KnownPages known;
  mapproof::lnx::Pagemap pagemap;
  bool may_write = false;
  bool stands_in = false;  // the device files are regular files of a test
  bool knows_frames = false;
  std::optional<mapproof::lnx::Device> device;
  mapproof::lnx::MapSource with_nocache;
  mapproof::lnx::MapSource without_nocache;
  std::uint64_t last_physical = 0;  // of the window
  std::atomic<std::size_t> lazy_regions{0};
  mapproof::lnx::FactStore store;
  mapproof::lnx::Provoked provoked;

  std::size_t page() const { return machine.page; }
  std::uintptr_t page_of(std::uintptr_t address) const { return address >> machine.page_shift; }
  std::uintptr_t start_of_page(std::uintptr_t address) const { return address & ~(machine.page - 1); }
};
