// Makes memory of every kind.
// SPDX-License-Identifier: Apache-2.0
#include "pages.hpp"

#include <hwloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace mapproof::lab {
namespace {

constexpr std::size_t page = 4096, huge_page = std::size_t{2} << 20;
constexpr std::size_t plain_length = 800 * page, huge_length = 2 * huge_page;
constexpr std::size_t unbound_length = 64 * page;

class Topology {
 public:
  Topology() {
    if (hwloc_topology_init(&topology_) != 0 || hwloc_topology_load(topology_) != 0) {
      throw std::runtime_error("hwloc cannot read this machine's topology");
    }
  }
  ~Topology() { hwloc_topology_destroy(topology_); }
  Topology(const Topology&) = delete;
  Topology& operator=(const Topology&) = delete;

  hwloc_topology_t get() const { return topology_; }

 private:
  hwloc_topology_t topology_{};
};

const Topology& topology() {
  static const Topology loaded;
  return loaded;
}

void bind(void* memory, std::size_t length, int node) {
  const std::unique_ptr<hwloc_bitmap_s, void (*)(hwloc_bitmap_t)> nodes(hwloc_bitmap_alloc(), hwloc_bitmap_free);
  hwloc_bitmap_set(nodes.get(), static_cast<unsigned>(node));
  if (hwloc_set_area_membind(topology().get(), memory, length, nodes.get(), HWLOC_MEMBIND_BIND,
                             HWLOC_MEMBIND_BYNODESET | HWLOC_MEMBIND_STRICT) != 0) {
    throw std::runtime_error("hwloc cannot bind memory to node " + std::to_string(node));
  }
}

void* mapped(std::size_t length, int flags, int file = -1) {
  void* const memory = mmap(nullptr, length, PROT_READ | PROT_WRITE, flags, file, 0);
  if (memory == MAP_FAILED) throw std::runtime_error("memory cannot be mapped");
  return memory;
}

Area bound(const std::string& kind, int node, void* memory, std::size_t length) {
  bind(memory, length, node);
  return {kind, node, memory, length};
}

// A file of tmpfs that nobody else can name; the mapping keeps it.
void* mapped_file(int flags) {
  std::array<char, 32> path{"/dev/shm/lab-witness-XXXXXX"};
  const int file = mkstemp(path.data());
  if (file < 0 || ftruncate(file, plain_length) != 0) throw std::runtime_error("/dev/shm has no room");
  unlink(path.data());
  void* const memory = mapped(plain_length, flags, file);
  close(file);
  return memory;
}

void* on_a_huge_border(std::size_t length) {
  const auto start = reinterpret_cast<std::uintptr_t>(mapped(length + huge_page, MAP_PRIVATE | MAP_ANONYMOUS));
  return reinterpret_cast<void*>((start + huge_page - 1) / huge_page * huge_page);
}

std::size_t reserved_huge_pages(int node) {
  std::size_t count = 0;
  std::ifstream("/sys/devices/system/node/node" + std::to_string(node) +
                "/hugepages/hugepages-2048kB/free_hugepages") >>
      count;
  return count;
}

}  // namespace

std::vector<int> nodes_with_memory() {
  std::vector<int> nodes;
  hwloc_obj_t each = nullptr;
  while ((each = hwloc_get_next_obj_by_type(topology().get(), HWLOC_OBJ_NUMANODE, each)) != nullptr) {
    nodes.push_back(static_cast<int>(each->os_index));
  }
  return nodes;
}

std::vector<Area> areas_on(int node) {
  std::vector<Area> areas;
  areas.push_back(bound("anonymous", node, mapped(plain_length, MAP_PRIVATE | MAP_ANONYMOUS), plain_length));
  areas.push_back(bound("shared", node, mapped(plain_length, MAP_SHARED | MAP_ANONYMOUS), plain_length));
  areas.push_back(bound("tmpfs", node, mapped_file(MAP_SHARED), plain_length));
  areas.push_back(bound("copied file", node, mapped_file(MAP_PRIVATE), plain_length));
  void* const transparent = on_a_huge_border(huge_length);
  madvise(transparent, huge_length, MADV_HUGEPAGE);
  areas.push_back(bound("transparent huge pages", node, transparent, huge_length));
  if (reserved_huge_pages(node) * huge_page >= huge_length) {
    void* const reserved = mapped(huge_length, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB);
    areas.push_back(bound("reserved huge pages", node, reserved, huge_length));
  }
  return areas;
}

void with_unbound_areas(const std::function<void(std::vector<Area>)>& use) {
  alignas(page) std::array<std::byte, unbound_length> stack;
  alignas(page) static std::array<std::byte, unbound_length> data;
  const std::unique_ptr<void, void (*)(void*)> heap(aligned_alloc(page, unbound_length), std::free);
  use({{"stack", -1, stack.data(), unbound_length},
       {"static data", -1, data.data(), unbound_length},
       {"heap", -1, heap.get(), unbound_length}});
}

std::uint64_t pattern(std::uint64_t key, std::uint64_t index) {
  // One round of multiply and shift each: neighbours share no bits, and no two indexes the same word.
  std::uint64_t word = (key << 40) ^ (index + 0x9e3779b97f4a7c15u);
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
  return word ^ (word >> 31);
}

void fill(const Area& area, std::uint64_t key) {
  std::uint64_t* const words = area.words();
  for (std::size_t i = 0; i < area.word_count(); ++i) words[i] = pattern(key, i);
}

}  // namespace mapproof::lab
