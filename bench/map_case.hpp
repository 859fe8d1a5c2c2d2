// One case of the map questions: which calls, which range, touched or not; shared by map, unmap and map_unmap.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "host/session.hpp"
#include "row.hpp"

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

  /// How many mappings are made before the clock is read: enough that reading it costs nothing, few enough that a batch
  /// of large touched ranges stays short.
  std::size_t batch() const;

  /// Maps and unmaps once: why no number of this case may be reported, if so. Compares the mapping with the backend's
  /// witness of physical addresses where it has one.
  std::optional<Refusal> verify() const;
};

inline bool failed(const mapproof_address_outcome& outcome) { return outcome.value == Session::map_failed(); }
inline bool failed(const mapproof_status_outcome& outcome) { return outcome.value == -1; }

/// Mappings of one case that are unmapped together, at the latest when this goes out of scope.
class MappingBatch {
 public:
  explicit MappingBatch(const MapCase& which) : which_(which) { addresses_.reserve(which.batch()); }
  ~MappingBatch() { unmap(); }
  MappingBatch(const MappingBatch&) = delete;
  MappingBatch& operator=(const MappingBatch&) = delete;

  std::size_t capacity() const { return addresses_.capacity(); }

  /// Maps (and touches) until the batch is full. The errno of the first refusal.
  std::optional<int> map() {
    while (addresses_.size() < addresses_.capacity()) {
      const mapproof_address_outcome outcome = which_.map();
      if (failed(outcome)) return outcome.error;
      addresses_.push_back(outcome.value);
      which_.touch_pages(outcome.value);
    }
    return std::nullopt;
  }

  /// Unmaps all. The errno of the first refusal.
  std::optional<int> unmap() {
    for (; !addresses_.empty(); addresses_.pop_back()) {
      const mapproof_status_outcome outcome = which_.unmap(addresses_.back());
      if (failed(outcome)) return outcome.error;
    }
    return std::nullopt;
  }

 private:
  const MapCase& which_;
  std::vector<void*> addresses_;
};

}  // namespace mapproof::bench
