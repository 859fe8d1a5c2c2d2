// Ends of what is mapped: pages that are gone, and pages of another object.
// SPDX-License-Identifier: Apache-2.0
#include "end_of_run.hpp"

#include "core/check.hpp"

namespace mapproof {

void cut_out(const Session& session, void* address, std::size_t length) {
  const mapproof_backend& table = session.table();
  const auto unmap = table.munmap != nullptr ? table.munmap : table.munmap_device_memory;
  if (unmap == nullptr) throw Untested{"this backend cannot unmap."};
  const mapproof_unmap_request request{address, length, 0, 0};
  const mapproof_status_outcome outcome = unmap(session.handle(), &request);
  if (outcome.value != -1) return;
  throw Untested{"a part of this memory cannot be unmapped here: " + errno_name(outcome.error) + "."};
}

void map_over(const Session& session, void* address, std::uint64_t physical) {
  if (!session.has(&mapproof_backend::mmap_device_memory)) throw Untested{"nothing can be mapped here."};
  auto mapping =
      session.map({.address = address, .physical = physical, .length = session.page(), .flags = MAPPROOF_MAP_FIXED});
  if (!mapping) throw Untested{"no device can be mapped over this memory: " + name_of(mapping.error()) + "."};
  mapping->release();
}

}  // namespace mapproof
