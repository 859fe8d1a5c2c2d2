// Whose the memory is that mmap() allocates from a typed memory object, and how it lies.
// SPDX-License-Identifier: Apache-2.0
#include "host/memory_access.hpp"
#include "requirements/typed_memory.hpp"
#include "typed_memory.hpp"

namespace mapproof {
namespace {

constexpr std::uint32_t mark = 0x1600'0000;

class AllocationCheck : public Check {
 protected:
  std::byte* allocate(TypedMemory& typed, int fd, std::size_t length) const {
    return static_cast<std::byte*>(given(typed.map(fd, length, 0, MAPPROOF_MAP_SHARED, read_write)));
  }
};

#define CHECK_ALLOCATION(row, title) CHECK_REQUIREMENT_WITH(AllocationCheck, row, title)

CHECK_ALLOCATION(TYM_16, TwoAllocationsHaveNoByteInCommon) {
  TypedMemory typed(session());
  for (const std::uint32_t tflag : {MAPPROOF_TYPED_ALLOCATE, MAPPROOF_TYPED_ALLOCATE_CONTIG}) {
    const int fd = given(typed.open({typed.pool().name, tflag}));
    const int other = given(typed.open({typed.pool().name, tflag}));
    std::byte* const places[] = {allocate(typed, fd, page()), allocate(typed, fd, page()),
                                 allocate(typed, other, page())};

    for (std::uint32_t i = 0; i < 3; ++i) store_to<std::uint32_t>(places[i], mark + i);

    for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(load_from<std::uint32_t>(places[i]), mark + i) << "tflag " << tflag;
  }
}

// The second page of an allocation is mapped by its address too; then the first page goes, and the second mapping.
CHECK_ALLOCATION(TYM_16, PageStaysAllocatedWhileOneOfItsMappingsIsLeft) {
  TypedMemory typed(session());
  const int fd = given(typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATE_CONTIG}));
  const int by_address = given(typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATABLE}));
  std::byte* const run = allocate(typed, fd, 2 * page());
  std::byte* const second = run + page();
  store_to<std::uint32_t>(second, mark);
  void* const again = given(typed.map(by_address, page(), physical_of(second)));

  typed.unmap(run, page());
  typed.unmap(again, page());
  std::byte* const later = allocate(typed, fd, page());
  store_to<std::uint32_t>(later, mark + 1);

  EXPECT_EQ(load_from<std::uint32_t>(second), mark);
}

CHECK_ALLOCATION(TYM_17, EachFrameFollowsTheOneBefore) {
  TypedMemory typed(session());
  const int fd = given(typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATE_CONTIG}));
  const std::byte* const run = allocate(typed, fd, 4 * page());

  const std::uint64_t first = physical_of(run);
  for (std::size_t i = page(); i < 4 * page(); i += page()) EXPECT_EQ(physical_of(run + i), first + i);
}

}  // namespace
}  // namespace mapproof
