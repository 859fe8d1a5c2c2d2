// Which files were mapped through a session, and with which descriptors: Linux itself forgets the descriptor.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "linux/pages/maps.hpp"

namespace mapproof::lnx {

/// The latest mappings of files. Recording overwrites the oldest; nothing is ever locked, so any call may interrupt any
/// other. An entry says nothing about whether its mapping still is what lies there: is_of() does.
class MappedObjects {
 public:
  struct Object {
    std::uintptr_t start = 0;
    std::uintptr_t end = 0;
    int fd = -1;
    std::uint64_t device = 0;  // of the descriptor, as fstat() says
    std::uint64_t file = 0;
    std::uint64_t major_minor = 0;  // of the mapping, as /proc/self/maps says: some file systems show another one
    std::uint64_t inode = 0;

    /// Whether this line is a mapping of the object.
    bool is_of(const MapsLine& line) const;
    /// The descriptor, or -1 if it was closed since.
    int open_descriptor() const;
  };

  /// Notes what mmap() has just done. Nothing is noted if Linux does not show it.
  void record(std::uintptr_t start, std::size_t length, int fd);
  /// The latest entry that holds the address; one that ends at 0 if there is none.
  Object find(std::uintptr_t address) const;

 private:
  static constexpr std::size_t capacity = 256;

  struct Slot {
    std::atomic<std::uint64_t> version{0};  // 0: empty, or being written
    std::atomic<std::uintptr_t> start{0}, end{0};
    std::atomic<int> fd{-1};
    std::atomic<std::uint64_t> device{0}, file{0}, major_minor{0}, inode{0};

    Object load() const;
    void store(const Object& object);
  };

  std::array<Slot, capacity> slots_;
  std::atomic<std::uint64_t> count_{0};
};

}  // namespace mapproof::lnx
