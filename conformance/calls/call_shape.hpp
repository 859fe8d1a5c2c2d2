// The calls of the table as data: their names, and what their requests hold.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/call_log.hpp"

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

/// What a driver of the check is: which entry points it has as bits, in the order of DriverEntry.
struct DriverRequest {
  std::uint64_t ddi_version;
  std::uint64_t channel_count;
  std::uint64_t entries;
};

/// One call that a framework makes of a driver of the check, or the check of the subject's own driver.
enum class DriverEntry : std::uint32_t { config_add, config_remove, config_modify, open, close, mmap, mmap_before_8 };
struct EntryRequest {
  std::uint64_t attached;  ///< the place of the call that attached the driver, or that gave the subject's own
  std::uint64_t instance;
  std::uint64_t key;
  std::uint64_t channel;  ///< before DDI 8: the device number
  std::uint64_t offset;
  std::uint64_t protection;
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
/// Calls that are made to meet, and one time that one of their parties makes its calls.
inline constexpr std::uint32_t meeting_member = touch_member - 11;
inline constexpr std::uint32_t lap_member = touch_member - 12;
/// In several threads; one in a signal handler that interrupts the other; in a thread that is to be cancelled.
enum class MeetingKind : std::uint64_t { threads, handler, cancelled };
constexpr std::uint32_t member_of(DriverEntry entry) { return touch_member - 20 - static_cast<std::uint32_t>(entry); }
/// The same entry point of the subject's own driver.
constexpr std::uint32_t own_member_of(DriverEntry entry) { return member_of(entry) - 20; }

struct Field {
  enum class Kind {
    address,     ///< may be the result of an earlier call, or lie in one
    handle,      ///< of mmap_device_io()
    descriptor,  ///< may be the result of an earlier call
    device,      ///< the result of a call that attached a driver
    key,         ///< may be what a driver was given
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
  enum class Role { under_test, undo, arrange, witness, access, object, callback, own_driver, meeting, session };
  std::uint32_t member;
  std::string_view name;
  std::string_view request;  ///< its struct; "" if the arguments stand by themselves
  Result result;
  Role role;
  bool repeatable;  ///< whether another program can make the same call
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
