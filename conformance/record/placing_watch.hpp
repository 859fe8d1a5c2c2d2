// Watches each call that places a mapping: whether it puts one where the process had something, or where none may be.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <bitset>
#include <cstddef>
#include <cstdint>

namespace mapproof {

/// Whether the process has mapped anything on the page at this address, by the system's own word.
bool is_in_use(const void* page_start, std::size_t page);

/// Asks the system, and not the subject, which pages of a hinted range are in use before the call: those of the
/// subject's own mappings as well as heap, stack, files and everything else that a process has.
class PlacingWatch {
 public:
  template <class Request>
  explicit PlacingWatch(const Request& request)
      : PlacingWatch(request.address, request.length, (request.flags & MAPPROOF_MAP_FIXED) != 0) {}

  /// Notes in the call log, under the number of calls so far, what is wrong with the place.
  void judge(const mapproof_facts& facts, const mapproof_address_outcome& outcome) const;

 private:
  static constexpr std::size_t most_pages = 1024;

  PlacingWatch(const void* hint, std::size_t length, bool is_fixed);
  bool overlays(std::uintptr_t first, std::uintptr_t last) const;

  std::size_t page_;
  std::size_t length_;
  std::uintptr_t start_;  // of the hinted range, on a page
  bool is_fixed_;
  std::bitset<most_pages> in_use_;
};

/// For calls that place nothing.
struct NothingToWatch {
  template <class Request>
  explicit NothingToWatch(const Request& request) {
    (void)request;
  }
  template <class Outcome>
  void judge(const mapproof_facts& facts, const Outcome& outcome) const {
    (void)facts;
    (void)outcome;
  }
};

template <class Request>
struct WatchOf {
  using type = NothingToWatch;
};
template <>
struct WatchOf<mapproof_map_request> {
  using type = PlacingWatch;
};
template <>
struct WatchOf<mapproof_mmap_request> {
  using type = PlacingWatch;
};

}  // namespace mapproof
