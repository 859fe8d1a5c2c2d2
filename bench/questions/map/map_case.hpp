// One case of the map questions: which calls, which range, touched or not; shared by all of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include "host/session.hpp"
#include "rows/refusal.hpp"

namespace mapproof::bench {

/// The calls under test, or the bare system calls for the same effect: the same code measures both.
struct MapCalls {
  mapproof_address_outcome (*map)(mapproof_session*, const mapproof_map_request*) = nullptr;
  mapproof_status_outcome (*unmap)(mapproof_session*, const mapproof_unmap_request*) = nullptr;
};

struct MapCase {
  const Session* session = nullptr;
  MapCalls calls{};
  mapproof_map_request request{};
  bool touch = false;  ///< load one byte of every page of the new mapping
  bool is_floor = false;

  mapproof_address_outcome map() const { return calls.map(session->handle(), &request); }
  mapproof_status_outcome unmap(void* address) const {
    const mapproof_unmap_request unmap_request{address, request.length, 0, 0};
    return calls.unmap(session->handle(), &unmap_request);
  }
  void touch_pages(const void* address) const {
    if (!touch) return;
    const auto* bytes = static_cast<const volatile unsigned char*>(address);
    for (std::size_t offset = 0; offset < request.length; offset += session->page()) (void)bytes[offset];
  }

  /// Maps and unmaps once: why no number of this case may be reported, if so. Compares the mapping with the backend's
  /// witness of physical addresses where it has one.
  std::optional<Refusal> verify() const;
};

/// The same case with the bare system calls.
MapCase floor_of(MapCase which);

inline bool failed(const mapproof_address_outcome& outcome) { return outcome.value == Session::map_failed(); }
inline bool failed(const mapproof_status_outcome& outcome) { return outcome.value == -1; }

}  // namespace mapproof::bench
