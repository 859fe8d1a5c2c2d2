// What really is: answers from the table alone, through none of the calls under test.
// SPDX-License-Identifier: Apache-2.0
#include "model/calls/calls.hpp"
#include "model/session.hpp"

namespace mapproof::model {
namespace {

constexpr const char* nothing_mapped = "the model has nothing mapped at this address";

mapproof_mapping describe(const Extent& extent) {
  return {static_cast<std::uintptr_t>(extent.start), static_cast<std::size_t>(extent.length()),
          extent.protection & ~MAPPROOF_PROT_NOCACHE, 0, extent.kind == Kind::device ? extent.physical : no_physical};
}

// Locks and residence split entries of the table, but they do not make two mappings of one.
bool belongs_to(const mapproof_mapping& before, std::uint32_t serial_before, const Extent& extent) {
  const mapproof_mapping next = describe(extent);
  if (serial_before != extent.serial || before.address + before.length != next.address) return false;
  if (before.protection != next.protection) return false;
  return before.physical == no_physical ? next.physical == no_physical
                                        : before.physical + before.length == next.physical;
}

}  // namespace

mapproof_arrange_outcome physical_of(mapproof_session* session, const void* address, uint64_t* physical) {
  const std::optional<Extent> extent = session->table.find(number_of(address));
  if (!extent) return {ENXIO, nothing_mapped};
  if (extent->physical == no_physical)
    return {ENXIO, "a file is mapped at this address, which has no frame in the model"};
  const std::uint64_t here = extent->physical + (number_of(address) - extent->start);
  // A touch makes a page resident at once; the table learns of it only when a call looks.
  const bool resident = extent->has(extent_resident) ||
                        (!extent->has(extent_image) && session->memory.touched(here & ~session->page_mask()));
  if (!resident) return {ENXIO, "the page at this address is not resident"};
  *physical = here;
  return {0, nullptr};
}

mapproof_arrange_outcome caching_of(mapproof_session* session, const void* address, uint32_t* caching) {
  const std::optional<Extent> extent = session->table.find(number_of(address));
  if (!extent) return {ENXIO, nothing_mapped};
  *caching = extent->caching;
  return {0, nullptr};
}

mapproof_arrange_outcome mappings(mapproof_session* session, mapproof_mapping* entries, size_t capacity,
                                  size_t* count) {
  struct State {
    std::size_t count = 0;
    mapproof_mapping last{};
    std::uint32_t serial = 0;
  };
  const auto step = [&](State& state, const Extent& extent) {
    if (state.count != 0 && belongs_to(state.last, state.serial, extent)) {
      state.last.length += static_cast<std::size_t>(extent.length());
    } else {
      state.last = describe(extent);
      state.serial = extent.serial;
      ++state.count;
    }
    if (state.count <= capacity) entries[state.count - 1] = state.last;
    return true;
  };
  *count = session->table.read(0, State{}, step).count;
  return {0, nullptr};
}

}  // namespace mapproof::model
