// The documented faults of each call as data. Which errno a call answers when two of them come together is derived.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ground.hpp"

namespace mapproof::precedence {

/// A request before it is made: every call uses the members that it has an argument for.
struct Request {
  std::uint64_t address = 0;
  std::uint64_t length = 0;
  std::uint64_t physical = 0;
  std::uint32_t protection = MAPPROOF_PROT_READ;
  std::uint32_t flags = 0;
  std::uint32_t raw_protection = 0;
  std::uint32_t raw_flags = 0;
  int fd = MAPPROOF_NOFD;
};

/// What a fault takes; two faults that take the same thing cannot come together.
enum Takes : std::uint32_t {
  takes_length = 1u << 0,
  takes_place = 1u << 1,  ///< where in the address space
  takes_physical = 1u << 2,
  takes_flags = 1u << 3,
  takes_protection = 1u << 4,
  takes_privilege = 1u << 5,
  takes_room = 1u << 6,  ///< one limit at a time
  takes_descriptor = 1u << 7,
  takes_lock = 1u << 8,
  takes_alignment = 1u << 9,
  takes_kind = 1u << 10,  ///< of mapping
};

inline constexpr std::uint32_t no_condition = UINT32_MAX;

struct Fault {
  const char* name;
  const char* row;
  std::uint32_t takes;
  /// Turns a sound request into a faulty one. False if this target cannot have the fault.
  bool (*inject)(const Ground& ground, Request& request);
  std::uint32_t condition = no_condition;  ///< enum mapproof_condition that must hold during the call
};

/// Two injections that many calls share: none, for a situation that holds during the call, and a length of 0.
inline bool situation(const Ground&, Request&) { return true; }
inline bool zero_length(const Ground&, Request& request) {
  request.length = 0;
  return true;
}

/// A call with its faults.
struct FaultyCall {
  const char* name;
  std::uint32_t needs;  ///< Api bits, as of a row
  bool (*prepare)(const Ground& ground, Request& request);
  mapproof_status_outcome (*make)(const Ground& ground, const Request& request);
  std::vector<Fault> faults;
};

/// What make() answers in place of an errno when the faults ask for memory that this target cannot give.
inline constexpr int no_ground = -1;

/// All calls, in the order of the report.
const std::vector<FaultyCall>& faulty_calls();

FaultyCall faulty_map();
FaultyCall faulty_unmap();
FaultyCall faulty_unmap_flags();
FaultyCall faulty_lookup();
FaultyCall faulty_lookup64();
FaultyCall faulty_lock();
FaultyCall faulty_lock_all();
FaultyCall faulty_mmap();
FaultyCall faulty_typed_open();
FaultyCall faulty_map_io();

}  // namespace mapproof::precedence
