// mmap() of a typed memory descriptor.
// SPDX-License-Identifier: Apache-2.0
#include <new>
#include <vector>

#include "anonymous.hpp"
#include "mmap_request.hpp"

namespace mapproof::model {
namespace {

int access_error(const MmapRequest& request, const TypedDescriptor& descriptor) {
  if ((descriptor.access & MAPPROOF_PROT_READ) == 0) return EACCES;
  const bool writes = (request.protection & MAPPROOF_PROT_WRITE) != 0 && !request.is_private();
  return writes && (descriptor.access & MAPPROOF_PROT_WRITE) == 0 ? EACCES : 0;
}

void release_all(mapproof_session& session, const std::vector<PhysicalRun>& runs) {
  for (const PhysicalRun& run : runs) session.memory.release(run.physical, run.length);
}

std::optional<std::uint64_t> allocate(mapproof_session& session, const Pool& pool, std::uint64_t length) {
  for (std::size_t i = 0; i < pool.count; ++i) {
    if (auto physical = session.memory.allocate(pool.constraints[i], length)) return physical;
  }
  return std::nullopt;
}

// The longest runs that can be had, until the length is reached.
bool gather(mapproof_session& session, const TypedDescriptor& descriptor, std::uint64_t length,
            std::vector<PhysicalRun>& runs) {
  const std::uint64_t page = session.memory.page();
  std::uint64_t step = length;
  for (std::uint64_t missing = length; missing != 0;) {
    step = step < missing ? step : missing;
    if (const auto physical = allocate(session, descriptor.pool, step)) {
      runs.push_back({*physical, step});
      missing -= step;
    } else if (step == page || descriptor.allocation == Allocation::contiguous) {
      return false;
    } else {
      step = (step / page + 1) / 2 * page;
    }
  }
  return true;
}

Placed map_allocated(mapproof_session& session, const Placing& placing, const TypedDescriptor& descriptor) {
  std::vector<PhysicalRun> runs;
  Placed placed{0, ENOMEM};
  try {
    if (gather(session, descriptor, placing.length, runs)) {
      if (runs.size() == 1) {
        Placing single = placing;
        single.extent.object_offset = runs[0].physical;
        return place_frames(session, single, runs[0].physical);
      }
      // MAP_FIXED with scattered frames would need several steps that cannot be undone together.
      if (!placing.fixed) placed = place_runs(session, placing, runs);
    }
  } catch (const std::bad_alloc&) {
    placed = {0, ENOMEM};
  }
  if (placed.error != 0) release_all(session, runs);
  return placed;
}

// Opened with neither allocate flag: the offset is a physical address inside the pool.
Placed map_by_address(mapproof_session& session, const Placing& placing, const MmapRequest& request, const Pool& pool) {
  if ((request.offset & session.page_mask()) != 0) return {0, EINVAL};
  const Region* const bank = session.memory.find(request.offset, placing.length);
  const bool inside_pool = bank != nullptr && bank->window == nullptr && pool.contains(request.offset, bank->node) &&
                           pool.contains(request.offset + placing.length - 1, bank->node);
  if (!inside_pool) return {0, ENXIO};
  session.memory.share(request.offset, placing.length);
  return place_frames(session, placing, request.offset);
}

}  // namespace

Placed map_typed(mapproof_session& session, const MmapRequest& request, const TypedDescriptor& descriptor) {
  if (const int error = access_error(request, descriptor); error != 0) return {0, error};
  Placing placing = request.placing(session);
  placing.extent.kind = Kind::typed;
  placing.extent.object = descriptor.identity;
  placing.extent.fd = request.fd;
  placing.extent.flags |= extent_resident;
  if ((descriptor.access & MAPPROOF_PROT_WRITE) == 0) placing.extent.flags |= extent_read_only;
  const bool by_address = descriptor.allocation == Allocation::none || descriptor.allocation == Allocation::allocatable;
  if (by_address) return map_by_address(session, placing, request, descriptor.pool);
  if (request.offset != 0 || request.has(native::map_lazy | native::map_below16m)) return {0, EINVAL};
  return map_allocated(session, placing, descriptor);
}

}  // namespace mapproof::model
