// Memory of every kind on every node, in which each word says where it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace mapproof::lab {

/// Resident memory of one kind, bound to a node unless that is -1.
struct Area {
  std::string kind;
  int node = -1;
  void* start = nullptr;
  std::size_t length = 0;

  std::uint64_t* words() const { return static_cast<std::uint64_t*>(start); }
  std::size_t word_count() const { return length / sizeof(std::uint64_t); }
};

/// The nodes of this machine that have memory, by the operating system's number.
std::vector<int> nodes_with_memory();

/// Memory bound with hwloc to a node, of every kind that this machine has there: anonymous, shared, tmpfs, a copied
/// file, transparent and reserved huge pages. It stays mapped until the process ends.
std::vector<Area> areas_on(int node);

/// Memory that is where it is: the stack, static data, the heap. Lives during the call only.
void with_unbound_areas(const std::function<void(std::vector<Area>)>& use);

/// Fills an area: the word at an index is that of pattern().
void fill(const Area& area, std::uint64_t key);
std::uint64_t pattern(std::uint64_t key, std::uint64_t index);

}  // namespace mapproof::lab
