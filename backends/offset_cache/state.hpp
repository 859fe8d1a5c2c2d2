// What one offset cache consists of.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/offset_cache.h>

#include <array>
#include <cstdint>

#include "entry.hpp"
#include "generations.hpp"

struct mapproof_offset_cache {
  mapproof_offset_cache(const mapproof_backend& table, mapproof_session* opened)
      : look_up(table.mem_offset64), session(opened), backend(table) {}

  mapproof::offset_cache::Entry& entry(std::uintptr_t address) {
    return entries[address >> mapproof::offset_cache::granule_shift & (entries.size() - 1)];
  }

  std::array<mapproof::offset_cache::Entry, MAPPROOF_OFFSET_CACHE_CAPACITY> entries{};
  mapproof::offset_cache::Generations generations{};
  mapproof_status_outcome (*look_up)(mapproof_session*, const mapproof_offset_request*);
  mapproof_session* session;
  mapproof_backend backend;
};
