// The faults of mmap_device_memory(), munmap_device_memory() and munmap_flags().
// SPDX-License-Identifier: Apache-2.0
#include "core/requirement.hpp"
#include "fault.hpp"

namespace mapproof::precedence {
namespace {

std::uint32_t lowest_bit(std::uint32_t set) { return set & (~set + 1); }

bool prepare_map(const Ground& ground, Request& request) {
  if (ground.window() == nullptr) return false;
  request.physical = ground.window()->physical;
  request.length = ground.page();
  return true;
}

mapproof_status_outcome make_map(const Ground& ground, const Request& request) {
  const mapproof_map_request raw{pointer_to(request.address),
                                 static_cast<std::size_t>(request.length),
                                 request.physical,
                                 request.protection,
                                 request.flags,
                                 request.raw_protection,
                                 request.raw_flags};
  const mapproof_address_outcome outcome = ground.table().mmap_device_memory(ground.handle(), &raw);
  return {outcome.value == Session::map_failed() ? -1 : 0, outcome.error};
}

bool fixed_at(Request& request, std::uint64_t address) {
  request.flags |= MAPPROOF_MAP_FIXED;
  request.address = address;
  return true;
}

bool bad_flag(const Ground& ground, Request& request) {
  request.raw_flags |= lowest_bit(ground.facts().invalid_flags);
  return ground.facts().invalid_flags != 0;
}

bool stack(const Ground&, Request& request) {
  request.flags |= MAPPROOF_MAP_STACK;
  return true;
}

bool bad_protection(const Ground& ground, Request& request) {
  request.raw_protection |= lowest_bit(ground.facts().invalid_protection);
  return ground.facts().invalid_protection != 0;
}

bool executable(const Ground&, Request& request) {
  request.protection |= MAPPROOF_PROT_EXEC;
  return true;
}

bool beyond(const Ground& ground, Request& request) {
  request.physical = ground.facts().highest_physical + 1;
  return ground.facts().highest_physical != UINT64_MAX;
}

bool wraps(const Ground& ground, Request& request) {
  request.physical = 0 - ground.page();
  request.length = 2 * ground.page();
  return true;
}

bool huge(const Ground&, Request& request) {
  request.length = SIZE_MAX;
  return true;
}

bool incongruent(const Ground& ground, Request& request) {
  return fixed_at(request, ground.hole(2).value_or(0) + 1) && request.address != 1;
}

bool start_outside(const Ground& ground, Request& request) {
  return fixed_at(request, std::uint64_t{ground.facts().highest_address} + 1);
}

bool end_outside(const Ground& ground, Request& request) {
  request.length = 2 * ground.page();
  return fixed_at(request, std::uint64_t{ground.facts().highest_address} + 1 - ground.page());
}

bool prepare_unmap(const Ground& ground, Request& request) {
  const MapRequest whole{nullptr, ground.window() == nullptr ? 0 : ground.window()->physical,
                         static_cast<std::size_t>(2 * ground.page())};
  Result<Mapping> mapping = ground.session().map(whole);
  if (!mapping) return false;
  request.address = mapping->number();
  request.length = ground.page();
  mapping->release();
  return true;
}

mapproof_unmap_request raw_unmap(const Request& request) {
  return {pointer_to(request.address), static_cast<std::size_t>(request.length), request.raw_flags, 0};
}

mapproof_status_outcome make_unmap(const Ground& ground, const Request& request) {
  const mapproof_unmap_request raw = raw_unmap(request);
  return ground.table().munmap_device_memory(ground.handle(), &raw);
}

mapproof_status_outcome make_unmap_flags(const Ground& ground, const Request& request) {
  const mapproof_unmap_request raw = raw_unmap(request);
  return ground.table().munmap_flags(ground.handle(), &raw);
}

// Above everything that a process may have: nothing of the suite's own can be hit.
bool outside(const Ground& ground, Request& request) {
  request.address = std::uint64_t{ground.facts().highest_address} + 1 + request.address % ground.page();
  return true;
}

bool unaligned(const Ground&, Request& request) {
  request.address += 0x80;
  return true;
}

std::vector<Fault> unmap_faults() {
  return {
      {"length 0", "MUN_06", takes_length, zero_length},
      {"outside the address space", "MUN_05", takes_place, outside},
      {"address not aligned", "MUN_07", takes_alignment, unaligned},
      {"interrupted", "MUN_13", takes_room, situation, MAPPROOF_UNMAP_INTERRUPTED},
  };
}

}  // namespace

FaultyCall faulty_map() {
  return {"mmap_device_memory",
          api_map | api_window,
          prepare_map,
          make_map,
          {
              {"length 0", "MDM_03", takes_length, zero_length},
              {"invalid flag", "MDM_04", takes_flags, bad_flag},
              {"MAP_STACK", "MDM_42", takes_kind, stack},
              {"invalid protection", "MDM_05", takes_protection, bad_protection},
              {"no privilege", "MDM_32", takes_privilege, situation, MAPPROOF_WITHOUT_MAP_PRIVILEGE},
              {"PROT_EXEC without ability", "MDM_34", takes_privilege, executable, MAPPROOF_WITHOUT_EXEC_PRIVILEGE},
              {"physical range beyond the machine", "MDM_25", takes_physical, beyond},
              {"physical range wraps", "MDM_26", takes_physical | takes_length, wraps},
              {"length wraps", "MDM_31", takes_length, huge},
              {"threads short", "MDM_40", takes_room, situation, MAPPROOF_THREADS_SHORT},
              {"address space full", "MDM_28", takes_room, situation, MAPPROOF_ADDRESS_SPACE_FULL},
              {"mapping table full", "MDM_29", takes_room, situation, MAPPROOF_MAPPING_TABLE_FULL},
              {"fixed address not congruent", "MDM_13", takes_place, incongruent},
              {"fixed start outside", "MDM_16", takes_place, start_outside},
              {"fixed end outside", "MDM_15", takes_place | takes_length, end_outside},
          }};
}

FaultyCall faulty_unmap() {
  return {"munmap_device_memory", api_map | api_window, prepare_unmap, make_unmap, unmap_faults()};
}

FaultyCall faulty_unmap_flags() {
  std::vector<Fault> faults = unmap_faults();
  const auto undefined_flag = [](const Ground&, Request& request) {
    request.raw_flags = 4;
    return true;
  };
  faults.insert(faults.begin(), {"undefined flag", "MUN_18", takes_flags, undefined_flag});
  return {"munmap_flags", api_map | api_window | api_munmap_flags, prepare_unmap, make_unmap_flags, faults};
}

}  // namespace mapproof::precedence
