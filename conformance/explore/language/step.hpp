// One call of a random sequence, with symbolic arguments: the same step makes sense in every process, and in a sequence
// from which other steps were taken out.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "explore/reference/mapped_object.hpp"

namespace mapproof::explore {

enum class Call : std::uint8_t {
  map,           ///< mmap_device_memory()
  ordinary_map,  ///< mmap()
  unmap,         ///< munmap_device_memory()
  munmap,        ///< munmap()
  munmap_flags,  ///< munmap_flags()
  protect,       ///< mprotect()
  memory,        ///< ordinary memory of a known kind, arranged by the backend
  lock,          ///< mlock()
  unlock,        ///< munlock()
  lock_all,      ///< mlockall()
  unlock_all,    ///< munlockall()
  io_privilege,  ///< ThreadCtl(), which locks the whole process
  io_map,        ///< mmap_device_io()
  io_unmap,      ///< munmap_device_io()
  port_read,     ///< in of a width
  port_write,    ///< out of a width
  offset32,      ///< mem_offset()
  offset64,      ///< mem_offset64()
  place32,       ///< posix_mem_offset()
  place64,       ///< posix_mem_offset64()
  typed_open,    ///< posix_typed_mem_open()
  typed_info,    ///< posix_typed_mem_get_info()
  typed_map,     ///< mmap() of a descriptor of typed memory
  typed_file,    ///< a file operation on a descriptor of typed memory
  close,         ///< close_descriptor()
  load,          ///< one load of 8 bytes
  store,         ///< one store of 8 bytes
  fork,          ///< the state must be the same in a child
  frames_move,   ///< the backend moves every unlocked page to another frame
  start_over,    ///< all is given back, as between two sequences
  count
};

/// A number that is known only while the sequence runs: a base and a distance from it.
struct Operand {
  enum class Base : std::uint8_t {
    number,        ///< 0
    result,        ///< what the step of this name answered
    arena,         ///< a range of addresses that the explorer keeps free for the subject
    lowest,        ///< facts.lowest_address
    above,         ///< the first address after facts.highest_address
    window,        ///< first byte of window `index`
    window_end,    ///< the first byte after it
    physical_end,  ///< the first physical address that the machine does not have
    io,            ///< the first io address that keeps what is written to it
    io_end,        ///< the first io address that the machine does not have
    frame,         ///< the frame behind what the step of this name answered
    pool,          ///< first byte of typed memory object `index`
    pool_end,      ///< the first byte after it
    descriptor,    ///< the descriptor that the step of this name opened
    left,          ///< what posix_typed_mem_get_info() tells of that descriptor
    pipe,          ///< a descriptor of a pipe, which lives as long as the call
    heap,          ///< memory of the explorer's own: a block of its heap,
    file,          ///< a file that it has mapped,
    stack,         ///< and the page of its stack that is in use
  };
  Base base = Base::number;
  std::uint32_t index = 0;
  std::int64_t pages = 0;
  std::int64_t bytes = 0;

  friend bool operator==(const Operand& left, const Operand& right) {
    return left.base == right.base && left.index == right.index && left.pages == right.pages &&
           left.bytes == right.bytes;
  }
  friend bool operator!=(const Operand& left, const Operand& right) { return !(left == right); }
};

inline constexpr std::uint32_t no_result = UINT32_MAX;
inline constexpr std::uint32_t no_situation = UINT32_MAX;

/// Each call uses the members that it has an argument for.
struct Step {
  Call call = Call::map;
  std::uint32_t result = no_result;        ///< the name of what a call that maps answers
  std::uint32_t situation = no_situation;  ///< enum mapproof_condition that holds during this call only
  Operand address{};
  Operand length{};
  Operand physical{};
  std::uint32_t protection = 0;
  std::uint32_t raw_protection = 0;
  std::uint32_t flags = 0;
  std::uint32_t raw_flags = 0;
  std::uint32_t kind = 0;  ///< enum mapproof_memory_kind
  std::string name{};      ///< of typed memory, in words of its own: typed_name.hpp
  Operand descriptor{};
  std::uint32_t tflag = 0;
  std::uint32_t oflag = 0;      ///< OpenFlag
  std::uint32_t operation = 0;  ///< enum mapproof_file_operation
  int fd = MAPPROOF_NOFD;
  Object object = Object::none;  ///< the descriptor of mmap(), whose offset is `physical`
  bool wants_offset = true;
  bool wants_run = true;
  std::uint64_t value = 0;
};

/// Bits of oflag beside the access mode, by name: their numbers differ between systems.
enum OpenFlag : std::uint32_t { open_truncates = 1, open_creates = 2, open_noctty = 4 };

using Sequence = std::vector<Step>;

}  // namespace mapproof::explore
