// The faults of mmap() and posix_typed_mem_open().
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "core/requirement.hpp"
#include "fault.hpp"

namespace mapproof::precedence {
namespace {

// Open in no process of the suite.
constexpr int no_descriptor = 999;

bool prepare_mmap(const Ground& ground, Request& request) {
  if (ground.window() == nullptr) return false;
  request.physical = ground.window()->physical;
  request.length = ground.page();
  request.flags = MAPPROOF_MAP_PHYS | MAPPROOF_MAP_SHARED;
  return true;
}

mapproof_status_outcome make_mmap(const Ground& ground, const Request& request) {
  const mapproof_mmap_request raw{pointer_to(request.address),
                                  static_cast<std::size_t>(request.length),
                                  request.physical,
                                  request.protection,
                                  request.flags,
                                  request.raw_protection,
                                  request.raw_flags,
                                  request.fd,
                                  0};
  const mapproof_address_outcome outcome = ground.table().mmap(ground.handle(), &raw);
  return {outcome.value == Session::map_failed() ? -1 : 0, outcome.error};
}

bool of_a_descriptor(const Ground&, Request& request) {
  request.fd = 0;
  return true;
}
bool not_open(const Ground&, Request& request) {
  request.flags &= ~std::uint32_t{MAPPROOF_MAP_PHYS};
  request.fd = no_descriptor;
  return true;
}
bool lazy_memory(const Ground&, Request& request) {
  request.flags |= MAPPROOF_MAP_ANON | MAPPROOF_MAP_LAZY;
  return true;
}
bool no_type(const Ground&, Request& request) {
  request.flags &= ~std::uint32_t{MAPPROOF_MAP_SHARED};
  return true;
}
bool beyond(const Ground& ground, Request& request) {
  request.physical = ground.facts().highest_physical + 1;
  return ground.facts().highest_physical != UINT64_MAX;
}
bool executable(const Ground&, Request& request) {
  request.protection |= MAPPROOF_PROT_EXEC;
  return true;
}

const mapproof_typed_pool* pool_of(const Ground& ground) {
  const auto call = ground.table().typed_facts;
  const mapproof_typed_facts* const facts = call != nullptr ? call(ground.handle()) : nullptr;
  return facts != nullptr && facts->pool_count > 0 ? &facts->pools[0] : nullptr;
}

// The protection is the access, the flags are the tflag.
bool prepare_typed_open(const Ground& ground, Request& request) {
  request.flags = MAPPROOF_TYPED_ALLOCATE;
  return pool_of(ground) != nullptr;
}

// The address stands for the name: 0 is that of the object, anything else is that of none.
mapproof_status_outcome make_typed_open(const Ground& ground, const Request& request) {
  const char* const name = request.address == 0 ? pool_of(ground)->name : "/mapproof/no such typed memory object";
  const mapproof_typed_open_request raw{name, request.protection, request.raw_flags, request.flags, 0};
  return ground.table().posix_typed_mem_open(ground.handle(), &raw);
}

bool no_such_name(const Ground&, Request& request) {
  request.address = 1;
  return true;
}
bool two_tflags(const Ground&, Request& request) {
  request.flags |= MAPPROOF_TYPED_ALLOCATE_CONTIG;
  return true;
}
bool creation(const Ground&, Request& request) {
  request.raw_flags = O_CREAT;
  return true;
}
bool for_writing(const Ground&, Request& request) {
  request.protection |= MAPPROOF_PROT_WRITE;
  return true;
}
bool allocatable(const Ground&, Request& request) {
  request.flags = MAPPROOF_TYPED_ALLOCATABLE;
  return true;
}

}  // namespace

FaultyCall faulty_mmap() {
  return {"mmap",
          api_mmap | api_window,
          prepare_mmap,
          make_mmap,
          {
              {"length 0", "MMP_07", takes_length, zero_length},
              {"descriptor of MAP_PHYS", "MMP_01", takes_descriptor, of_a_descriptor},
              {"descriptor not open", "MMP_09", takes_descriptor | takes_physical | takes_kind, not_open},
              {"MAP_PHYS of lazy memory", "MMP_04", takes_physical | takes_kind, lazy_memory},
              {"neither shared nor private", "MMP_06", takes_flags, no_type},
              {"physical range beyond the machine", "MMP_14", takes_physical, beyond},
              {"PROT_EXEC without ability", "MMP_19", takes_privilege, executable, MAPPROOF_WITHOUT_EXEC_PRIVILEGE},
          }};
}

FaultyCall faulty_typed_open() {
  return {"posix_typed_mem_open",
          api_typed,
          prepare_typed_open,
          make_typed_open,
          {
              {"no such name", "TYM_01", takes_place, no_such_name},
              {"two tflags", "TYM_02", takes_kind, two_tflags},
              {"oflag of creation", "TYM_06", takes_flags, creation},
              {"no permission to write", "TYM_03", takes_protection, for_writing, MAPPROOF_TYPED_READ_ONLY},
              {"allocatable without privilege", "TYM_04", takes_kind | takes_privilege, allocatable,
               MAPPROOF_WITHOUT_MAP_PRIVILEGE},
          }};
}

}  // namespace mapproof::precedence
