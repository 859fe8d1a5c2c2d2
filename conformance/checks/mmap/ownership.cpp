// Checks: whose the memory behind a mapping is, among the mappings of one process and between it and its child.
// SPDX-License-Identifier: Apache-2.0
#include <utility>
#include <vector>

#include "objects.hpp"
#include "requirements/mmap.hpp"

namespace mapproof {
namespace {

constexpr std::size_t mapping_count = 4;

// Mappings of one kind side by side, each with marks of its own.
class OwnershipCheck : public Check {
 protected:
  void expect_own_memory(MmapRequest request) const {
    request.length = 2 * page();
    request.protection = read_write;
    std::vector<Mapping> mappings;
    for (std::size_t i = 0; i < mapping_count; ++i) {
      mappings.push_back(given(map_object(session(), request)));
      mark(mappings[i], i);
    }
    expect_marks(mappings, mapping_count);

    (void)Mapping(std::move(mappings[1]));  // unmapped
    mappings[1] = given(map_object(session(), request));
    mark(mappings[1], mapping_count);
    expect_marks(mappings, 1);
  }

 private:
  static std::uint32_t mark_of(std::size_t number) { return static_cast<std::uint32_t>(0x2500'0000 + number); }
  void mark(const Mapping& mapping, std::size_t number) const {
    mapping.store(0, mark_of(number));
    mapping.store(page(), mark_of(number));
  }
  void expect_marks(const std::vector<Mapping>& mappings, std::size_t except) const {
    for (std::size_t i = 0; i < mapping_count; ++i) {
      if (i == except) continue;
      EXPECT_EQ(mappings[i].load<std::uint32_t>(0), mark_of(i)) << "mapping " << i;
      EXPECT_EQ(mappings[i].load<std::uint32_t>(page()), mark_of(i)) << "mapping " << i << ", second page";
    }
  }
};

#define CHECK_OWNERSHIP(row, title) CHECK_REQUIREMENT_WITH(OwnershipCheck, row, title)

CHECK_OWNERSHIP(MMP_25, PrivateMemoryIsEachMappingsOwn) { expect_own_memory(anonymous(page())); }

CHECK_OWNERSHIP(MMP_25, SharedMemoryIsEachMappingsOwn) {
  expect_own_memory({.flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_ANON});
}

CHECK_OWNERSHIP(MMP_25, ContiguousMemoryIsEachMappingsOwn) {
  expect_own_memory(contiguous(session(), MAPPROOF_MAP_PRIVATE, page()));
}

// A probe of accesses is a child: what it stores is there afterwards if the parent shares it.
std::uint32_t loaded_after_a_childs_store(const Mapping& mapping) {
  mapping.store<std::uint32_t>(0, 0x2700'0001);
  EXPECT_EQ(signal_of([&] { mapping.store(0, mapping.load<std::uint32_t>(0) + 1); }), 0);
  return mapping.load<std::uint32_t>(0);
}

CHECK_REQUIREMENT(MMP_27, ChildsStoreIsSeenThroughSharedMappings) {
  const TemporaryFile file(page());
  const MmapRequest memory{
      .length = page(), .protection = read_write, .flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_ANON};
  const MmapRequest of_file{.length = page(), .protection = read_write, .fd = file.read_write()};

  EXPECT_EQ(loaded_after_a_childs_store(given(map_object(session(), memory))), 0x2700'0002u) << "memory";
  EXPECT_EQ(loaded_after_a_childs_store(given(map_object(session(), of_file))), 0x2700'0002u) << "a file";
}

CHECK_REQUIREMENT(MMP_27, ChildsStoreIsNotSeenThroughAPrivateMappingOfAFile) {
  const TemporaryFile file(page());
  const MmapRequest of_file{
      .length = page(), .protection = read_write, .flags = MAPPROOF_MAP_PRIVATE, .fd = file.read_write()};

  EXPECT_EQ(loaded_after_a_childs_store(given(map_object(session(), of_file))), 0x2700'0001u);
}

}  // namespace
}  // namespace mapproof
