// The faults of mem_offset(), mem_offset64(), mlock() and mlockall().
// SPDX-License-Identifier: Apache-2.0
#include "core/requirement.hpp"
#include "fault.hpp"

namespace mapproof::precedence {
namespace {

// What is wrong with the memory is collected in flags, and the memory is taken when all is known.
constexpr std::uint32_t unlocked = 1;
constexpr std::uint32_t high = 2;
constexpr std::uint32_t lazy = 4;
constexpr std::uint32_t absent = 8;

bool prepare_lookup(const Ground& ground, Request& request) {
  request.length = ground.page();
  return true;
}

std::optional<std::uint64_t> address_for(const Ground& ground, const Request& request) {
  if ((request.flags & absent) != 0) {
    const std::optional<std::uint64_t> memory = ground.memory(MAPPROOF_MEMORY_ANONYMOUS, 1, false);
    if (memory && ground.table().memory_release != nullptr) {
      ground.table().memory_release(ground.handle(), pointer_to(*memory), static_cast<std::size_t>(ground.page()));
    }
    return memory;
  }
  const mapproof_memory_kind other = (request.flags & high) != 0 ? MAPPROOF_MEMORY_ABOVE_4G : MAPPROOF_MEMORY_BELOW_2G;
  const mapproof_memory_kind kind = (request.flags & lazy) != 0 ? MAPPROOF_MEMORY_LAZY : other;
  return ground.memory(kind, 1, (request.flags & unlocked) == 0);
}

mapproof_status_outcome look_up(const Ground& ground, const Request& request,
                                mapproof_status_outcome (*call)(mapproof_session*, const mapproof_offset_request*)) {
  const std::optional<std::uint64_t> address = address_for(ground, request);
  if (!address) return {-1, no_ground};
  std::int64_t offset = 0;
  std::size_t run = 0;
  const mapproof_offset_request raw{
      pointer_to(*address), static_cast<std::size_t>(request.length), &offset, &run, nullptr, request.fd, 0};
  return call(ground.handle(), &raw);
}

mapproof_status_outcome make_lookup(const Ground& ground, const Request& request) {
  return look_up(ground, request, ground.table().mem_offset);
}
mapproof_status_outcome make_lookup64(const Ground& ground, const Request& request) {
  return look_up(ground, request, ground.table().mem_offset64);
}

bool bad_descriptor(const Ground&, Request& request) {
  request.fd = 999;
  return true;
}
bool nothing_there(const Ground&, Request& request) {
  request.flags |= absent;
  return true;
}
bool lazy_page(const Ground&, Request& request) {
  request.flags |= lazy;
  return true;
}
bool not_locked(const Ground&, Request& request) {
  request.flags |= unlocked;
  return true;
}
bool too_large(const Ground& ground, Request& request) {
  request.flags |= high;
  return ground.facts().offset_bits == 32;
}

std::vector<Fault> lookup_faults() {
  return {
      {"descriptor not NOFD", "MOF_17", takes_descriptor, bad_descriptor},
      {"nothing mapped", "MOF_07", takes_place | takes_lock | takes_physical, nothing_there},
      {"lazy page", "MOF_08", takes_place | takes_physical, lazy_page},
      {"not locked", "MOF_09", takes_lock, not_locked},
  };
}

bool prepare_lock(const Ground& ground, Request& request) {
  const std::optional<std::uint64_t> memory = ground.memory(MAPPROOF_MEMORY_CONTIGUOUS, 3, false);
  request.address = memory.value_or(0);
  request.length = ground.page();
  return memory.has_value();
}

mapproof_status_outcome make_lock(const Ground& ground, const Request& request) {
  const mapproof_lock_request raw{pointer_to(request.address), static_cast<std::size_t>(request.length)};
  return ground.table().mlock(ground.handle(), &raw);
}

// The second page goes; the first stays.
bool hole_in_range(const Ground& ground, Request& request) {
  request.length += ground.page();
  const mapproof_unmap_request second{pointer_to(request.address + ground.page()),
                                      static_cast<std::size_t>(ground.page()), 0, 0};
  return ground.table().munmap_device_memory(ground.handle(), &second).value != -1;
}

bool closed_page(const Ground& ground, Request& request) {
  if (ground.table().mprotect == nullptr) return false;
  const mapproof_protect_request closed{pointer_to(request.address), static_cast<std::size_t>(ground.page()), 0, 0};
  return ground.table().mprotect(ground.handle(), &closed).value == 0;
}

bool unaligned(const Ground&, Request& request) {
  request.address += 0x80;
  request.length -= 0x80;
  return true;
}

bool prepare_lock_all(const Ground&, Request& request) {
  request.flags = MAPPROOF_LOCK_CURRENT;
  return true;
}

mapproof_status_outcome make_lock_all(const Ground& ground, const Request& request) {
  const mapproof_lock_all_request raw{request.flags, request.raw_flags};
  return ground.table().mlockall(ground.handle(), &raw);
}

bool no_flags(const Ground&, Request& request) {
  request.flags = 0;
  return true;
}

}  // namespace

FaultyCall faulty_lookup() {
  std::vector<Fault> faults = lookup_faults();
  faults.push_back({"address too large for off_t", "MOF_19", takes_physical, too_large});
  return {"mem_offset", api_offset32 | api_offsets, prepare_lookup, make_lookup, faults};
}

FaultyCall faulty_lookup64() {
  return {"mem_offset64", api_offset64 | api_offsets, prepare_lookup, make_lookup64, lookup_faults()};
}

FaultyCall faulty_lock() {
  return {"mlock",
          api_lock,
          prepare_lock,
          make_lock,
          {
              {"address not aligned", "MLK_06", takes_alignment, unaligned},
              {"hole in the range", "MLK_01", takes_length, hole_in_range},
              {"PROT_NONE page", "MLK_05", takes_protection, closed_page},
              {"no privilege", "MLK_04", takes_privilege, situation, MAPPROOF_WITHOUT_LOCK_PRIVILEGE},
              {"lock limit", "MLK_02", takes_room, situation, MAPPROOF_LOCK_LIMIT},
              {"not now", "MLK_03", takes_room, situation, MAPPROOF_LOCK_NOT_NOW},
          }};
}

FaultyCall faulty_lock_all() {
  return {"mlockall",
          api_lock_all,
          prepare_lock_all,
          make_lock_all,
          {
              {"no flags", "MLK_09", takes_flags, no_flags},
              {"no privilege", "MLK_04", takes_privilege, situation, MAPPROOF_WITHOUT_LOCK_PRIVILEGE},
              {"not now", "MLK_03", takes_room, situation, MAPPROOF_LOCK_NOT_NOW},
          }};
}

}  // namespace mapproof::precedence
