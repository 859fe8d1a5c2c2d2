// The calls of the table as data: their names, and what their requests hold.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "call_log.hpp"

namespace mapproof {

/// The request of a call that has no request struct: its one or two arguments.
struct PlainRequest {
  std::uint64_t first;
  std::uint64_t second;
};

/// One access of the check itself to memory; the value is what it stores.
struct AccessRequest {
  std::uint64_t address;
  std::uint64_t width;
  std::uint64_t value;
};

/// One access of the check itself to a file; the value is what it stores.
struct FileAccessRequest {
  std::uint64_t fd;
  std::uint64_t offset;
  std::uint64_t value;
};

/// Stand for the place in the table of what the check does itself.
inline constexpr std::uint32_t touch_member = ~std::uint32_t{0};
inline constexpr std::uint32_t load_member = touch_member - 1;
inline constexpr std::uint32_t store_member = touch_member - 2;
/// Accesses in a child, so that their fault is an answer: its number is the result, 0 for none.
inline constexpr std::uint32_t probe_member = touch_member - 3;
/// Open objects of the check's own: what it makes stores up to three descriptors.
inline constexpr std::uint32_t file_member = touch_member - 4;
inline constexpr std::uint32_t pipe_member = touch_member - 5;
inline constexpr std::uint32_t sockets_member = touch_member - 6;
inline constexpr std::uint32_t copy_member = touch_member - 7;
inline constexpr std::uint32_t closing_member = touch_member - 8;
inline constexpr std::uint32_t file_store_member = touch_member - 9;
inline constexpr std::uint32_t file_load_member = touch_member - 10;

struct Field {
  enum class Kind {
    address,     ///< may be the result of an earlier call, or lie in one
    handle,      ///< of mmap_device_io()
    descriptor,  ///< may be the result of an earlier call
    physical,    ///< may be what an earlier call stored
    length,
    hexadecimal,
    offset_out,  ///< a pointer to where the call stores: NULL or not
    length_out,
    descriptor_out,
    name,
  };
  std::string_view name;
  Kind kind;
  std::size_t offset;
  std::size_t length;
};

struct CallShape {
  enum class Result { address, status, handle, number, nothing, arrangement };
  enum class Role { under_test, undo, arrange, witness, access, object, session };
  std::uint32_t member;
  std::string_view name;
  std::string_view request;  ///< its struct; "" if the arguments stand by themselves
  Result result;
  Role role;
  bool repeatable;  ///< whether another program can make the same call: none that calls back into the suite
  std::vector<Field> fields;
};

/// The shape of a call; every recorded one has one.
const CallShape& shape_of(const RecordedCall& call);

/// The value of a field, as 64 bits; numbers that are signed are extended.
std::uint64_t value_of(const RecordedCall& call, const Field& field);

bool was_granted(const RecordedCall& call);

/// The range of addresses that a granted call gave; length 0 if it gave none.
struct Region {
  std::uint64_t address = 0;
  std::uint64_t length = 0;
};
Region region_of(const RecordedCall& call);

}  // namespace mapproof
