// What one offset cache consists of.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/offset_cache.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "entry.hpp"
#include "generations.hpp"

struct mapproof_offset_cache {
  mapproof_offset_cache(const mapproof_backend& table, mapproof_session* opened)
      : session(opened), backend(known_part(table)) {
    look_up = backend.mem_offset64;
  }

  /// What lies beyond the end of a table of an older header counts as NULL.
  static mapproof_backend known_part(const mapproof_backend& table) {
    mapproof_backend known{};
    std::memcpy(&known, &table, std::min<std::size_t>(table.struct_size, sizeof known));
    return known;
  }

  mapproof::offset_cache::Entry& entry(std::uintptr_t address) {
    return entries[address >> mapproof::offset_cache::granule_shift & (entries.size() - 1)];
  }

  std::array<mapproof::offset_cache::Entry, MAPPROOF_OFFSET_CACHE_CAPACITY> entries{};
  mapproof::offset_cache::Generations generations{};
  mapproof_status_outcome (*look_up)(mapproof_session*, const mapproof_offset_request*);
  mapproof_session* session;
  mapproof_backend backend;
};
