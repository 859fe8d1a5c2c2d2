// Typed memory: named pools of ordinary memory, and the descriptors that posix_typed_mem_open() gives.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "physical_memory.hpp"

namespace mapproof::model {

/// A union of ranges of frames.
struct Pool {
  static constexpr std::size_t capacity = 16;
  std::array<Constraint, capacity> constraints{};
  std::size_t count = 0;

  bool contains(std::uint64_t physical, std::int32_t node) const;
};

/// Evaluates "name", "a&b", "a|b" from left to right. Answers 0 or the errno: ENOENT unknown name, EINVAL empty
/// segment, ENODEV empty intersection.
int find_pool(std::string_view expression, std::uint32_t node_count, Pool& pool);
/// All pool names of a machine, separated by spaces.
std::string pool_names(std::uint32_t node_count);
/// The same with the first and last byte of each. The names live as long as the program.
std::vector<mapproof_typed_pool> pools(std::uint32_t node_count);

enum class Allocation : std::uint32_t { none, allocate, contiguous, allocatable };

struct TypedDescriptor {
  Pool pool;
  Allocation allocation = Allocation::none;
  std::uint32_t access = 0;    ///< MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE
  std::uint64_t identity = 0;  ///< never 0, never used again
};

/// The open descriptors. An entry is written before its number is published and stays readable for ever, so lookups
/// need no lock.
class TypedDescriptors {
 public:
  static constexpr std::size_t capacity = 256;

  /// False if all places are taken.
  bool add(int fd, const TypedDescriptor& descriptor);
  const TypedDescriptor* find(int fd) const;
  bool remove(int fd);

 private:
  enum : int { free_slot = -1, reserved_slot = -2 };
  struct Slot {
    std::atomic<int> number{free_slot};
    TypedDescriptor descriptor;
  };
  std::array<Slot, capacity> slots_;
  std::atomic<std::uint64_t> next_identity_{1};
};

}  // namespace mapproof::model
