// Takes and compares snapshots of mappings and windows.
// SPDX-License-Identifier: Apache-2.0
#include "snapshot.hpp"

#include <algorithm>
#include <cinttypes>
#include <cstdint>
#include <cstdio>

#include "calls/mapping_lists.h"

namespace mapproof {
namespace {

// A table that grows between the two calls of the witness is asked again with this much room to spare.
constexpr std::size_t spare_entries = 256;

std::string describe(const mapproof_mapping& mapping) {
  char text[96];
  std::snprintf(text, sizeof text, "0x%" PRIxPTR "+0x%zx (protection 0x%x", mapping.address, mapping.length,
                mapping.protection);
  std::string description = text;
  if (is_device_mapping(&mapping) != 0) {
    std::snprintf(text, sizeof text, ", physical 0x%" PRIx64, mapping.physical);
    description += text;
  }
  return description + ")";
}

// The first device mapping of `these` that is not among `those`; nullptr if all are.
const mapproof_mapping* first_missing(const std::vector<mapproof_mapping>& these,
                                      const std::vector<mapproof_mapping>& those) {
  return missing_device_mapping(these.data(), these.size(), those.data(), those.size());
}

}  // namespace

std::vector<mapproof_mapping> list_mappings(const Session& session) {
  if (!session.has(&mapproof_backend::mappings)) return {};
  std::vector<mapproof_mapping> entries(spare_entries);
  for (;;) {
    std::size_t count = 0;
    if (session.table().mappings(session.handle(), entries.data(), entries.size(), &count).error != 0) return {};
    const bool complete = count <= entries.size();
    entries.resize(complete ? merge_pieces(entries.data(), count) : count + spare_entries);
    if (complete) return entries;
  }
}

WindowViews::WindowViews(const Session& session) {
  const std::uint64_t page = session.page();
  const mapproof_facts& facts = session.facts();
  for (std::size_t i = 0; i < facts.window_count; ++i) {
    const mapproof_window& window = facts.windows[i];
    if (window.is_memory == 0 || (window.protection & MAPPROOF_PROT_READ) == 0 || window.length == 0) continue;
    const std::uint64_t last_byte = window.physical + (window.length - 1);
    const std::uint64_t last = last_byte / page * page;
    // Aligned, because only some systems map from the middle of a page.
    const std::uint64_t first = (window.physical + (page - 1)) / page * page;
    if (first < window.physical || first > last_byte) continue;
    add_view(session, first, std::min(page, last_byte - first + 1));
    if (last != first) add_view(session, last, last_byte - last + 1);
  }
}

void WindowViews::add_view(const Session& session, std::uint64_t physical, std::uint64_t length) {
  Result<Mapping> view = session.map({.physical = physical, .length = static_cast<std::size_t>(length)});
  if (view) views_.push_back(std::move(*view));
}

std::vector<unsigned char> WindowViews::bytes() const {
  std::vector<unsigned char> all;
  for (const Mapping& view : views_) {
    // So many loads would fill the check's record of accesses.
    const auto* const bytes = static_cast<const volatile unsigned char*>(view.address());
    for (std::size_t i = 0; i < view.length(); ++i) all.emplace_back(bytes[i]);
  }
  return all;
}

Snapshot::Snapshot(const Session& session, const WindowViews& views)
    : mappings_(list_mappings(session)), bytes_(views.bytes()) {}

std::string Snapshot::difference(const Snapshot& later) const {
  if (const mapproof_mapping* gone = first_missing(mappings_, later.mappings_)) {
    return "the device mapping " + describe(*gone) + " is gone or was changed.";
  }
  if (const mapproof_mapping* added = first_missing(later.mappings_, mappings_)) {
    return "the device mapping " + describe(*added) + " was left behind.";
  }
  if (const mapproof_mapping* lost =
          lost_memory(mappings_.data(), mappings_.size(), later.mappings_.data(), later.mappings_.size())) {
    return "the memory " + describe(*lost) + " was unmapped or changed.";
  }
  if (bytes_ != later.bytes_) return "the content of a window was changed.";
  return "";
}

std::uint64_t Snapshot::ordinary_bytes() const {
  std::uint64_t bytes = 0;
  for (const mapproof_mapping& entry : mappings_) bytes += is_device_mapping(&entry) != 0 ? 0 : entry.length;
  return bytes;
}

}  // namespace mapproof
