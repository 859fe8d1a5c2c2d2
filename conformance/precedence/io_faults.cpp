// The faults of mmap_device_io(), where a handle is an address: a port number is answered unchecked.
// SPDX-License-Identifier: Apache-2.0
#include "core/requirement.hpp"
#include "fault.hpp"

namespace mapproof::precedence {
namespace {

const mapproof_io_facts* facts_of(const Ground& ground) {
  const auto call = ground.table().io_facts;
  return call != nullptr ? call(ground.handle()) : nullptr;
}

bool prepare_io(const Ground& ground, Request& request) {
  const mapproof_io_facts* const facts = facts_of(ground);
  if (facts == nullptr || facts->is_memory_mapped == 0 || facts->scratch_length == 0) return false;
  request.physical = facts->scratch;
  request.length = 1;
  return true;
}

mapproof_status_outcome make_io(const Ground& ground, const Request& request) {
  const mapproof_device_io_request raw{request.physical, static_cast<std::size_t>(request.length)};
  const mapproof_handle_outcome outcome = ground.table().mmap_device_io(ground.handle(), &raw);
  return {outcome.value == UINTPTR_MAX ? -1 : 0, outcome.error};
}

bool beyond(const Ground& ground, Request& request) {
  request.physical = facts_of(ground)->highest + 1;
  return facts_of(ground)->highest != UINT64_MAX;
}
}  // namespace

FaultyCall faulty_map_io() {
  return {"mmap_device_io",
          api_device_io,
          prepare_io,
          make_io,
          {
              {"length 0", "MDI_02", takes_length, zero_length},
              {"address space full", "MDI_03", takes_room, situation, MAPPROOF_ADDRESS_SPACE_FULL},
              {"io range not valid", "MDI_04", takes_physical, beyond},
              {"no privilege", "MDI_05", takes_privilege, situation, MAPPROOF_WITHOUT_MAP_PRIVILEGE},
          }};
}

}  // namespace mapproof::precedence
