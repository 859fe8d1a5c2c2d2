// What mmap() does with a descriptor of typed memory, by the flag that it was opened with.
// SPDX-License-Identifier: Apache-2.0
#include "requirements/typed_memory.hpp"
#include "typed_memory.hpp"

namespace mapproof {
namespace {

constexpr std::uint32_t by_address[] = {0, MAPPROOF_TYPED_ALLOCATABLE};
constexpr std::uint32_t shared = MAPPROOF_MAP_SHARED;

CHECK_REQUIREMENT(TYM_08, OffsetOfAnAllocationFailsWithEinval) {
  TypedMemory typed(session());
  const int fd = given(typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATE}));

  expect_refused([&] { return typed.map(fd, page(), page()); }, [&] { return typed.map(fd, page(), 0); });
}

CHECK_REQUIREMENT(TYM_08, OffsetOfAContiguousAllocationFailsWithEinval) {
  TypedMemory typed(session());
  const int fd = given(typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATE_CONTIG}));

  expect_refused([&] { return typed.map(fd, page(), page()); }, [&] { return typed.map(fd, page(), 0); });
}

CHECK_REQUIREMENT(TYM_08, LazyAllocationFailsWithEinval) {
  TypedMemory typed(session());
  const int fd = given(typed.open({typed.pool().name}));

  expect_refused([&] { return typed.map(fd, page(), 0, shared | MAPPROOF_MAP_LAZY); },
                 [&] { return typed.map(fd, page(), 0, shared); });
}

CHECK_REQUIREMENT(TYM_08, AllocationBelow16MFailsWithEinval) {
  TypedMemory typed(session());
  const int fd = given(typed.open({typed.pool().name}));

  expect_refused([&] { return typed.map(fd, page(), 0, shared | MAPPROOF_MAP_BELOW16M); },
                 [&] { return typed.map(fd, page(), 0, shared); });
}

CHECK_REQUIREMENT(TYM_09, OffsetIsThePhysicalAddressOfThePage) {
  TypedMemory typed(session());

  for (const mapproof_typed_pool& pool : typed.pools()) {
    for (const std::uint32_t tflag : by_address) {
      const int fd = given(typed.open({pool.name, tflag}));
      void* mapped = nullptr;
      expect_granted([&]() -> Answer {
        const Result<void*> address = typed.map(fd, page(), pool.lowest);
        if (address) mapped = *address;
        return address;
      });
      ASSERT_NE(mapped, nullptr);
      EXPECT_EQ(physical_of(mapped), pool.lowest) << pool.name << ", tflag " << tflag;
    }
  }
}

CHECK_REQUIREMENT(TYM_09, ReaderMapsByTheAddressToo) {
  TypedMemory typed(session());
  const std::uint64_t physical = typed.pool().lowest;

  for (const std::uint32_t tflag : by_address) {
    const int fd = given(typed.open({typed.pool().name, tflag, MAPPROOF_PROT_READ}));
    expect_granted([&]() -> Answer { return typed.map(fd, page(), physical); });
  }
}

CHECK_REQUIREMENT(TYM_09, AddressOfAnotherObjectFailsWithEnxio) {
  TypedMemory typed(session());
  const auto [low, high] = typed.disjoint_pools();
  const std::uint64_t inside = low.lowest;
  const std::uint64_t outside = high.lowest;

  for (const std::uint32_t tflag : by_address) {
    const int fd = given(typed.open({low.name, tflag}));
    expect_refused([&] { return typed.map(fd, page(), outside); }, [&] { return typed.map(fd, page(), inside); });
  }
}

CHECK_REQUIREMENT(TYM_09, RangeThatEndsBehindTheObjectFailsWithEnxio) {
  TypedMemory typed(session());
  const mapproof_typed_pool pool = typed.disjoint_pools().first;
  const std::uint64_t last_page = pool.highest - (page() - 1);

  for (const std::uint32_t tflag : by_address) {
    const int fd = given(typed.open({pool.name, tflag}));
    expect_refused([&] { return typed.map(fd, 2 * page(), last_page); },
                   [&] { return typed.map(fd, page(), last_page); });
  }
}

CHECK_REQUIREMENT(TYM_09, PageBeforeTheObjectFailsWithEnxio) {
  TypedMemory typed(session());
  const mapproof_typed_pool pool = typed.disjoint_pools().second;

  for (const std::uint32_t tflag : by_address) {
    const int fd = given(typed.open({pool.name, tflag}));
    expect_refused([&] { return typed.map(fd, page(), pool.lowest - page()); },
                   [&] { return typed.map(fd, page(), pool.lowest); });
  }
}

CHECK_REQUIREMENT(TYM_10, OnePageMoreThanIsLeftFailsWithEnomem) {
  TypedMemory typed(session());
  for (const std::uint32_t tflag : {MAPPROOF_TYPED_ALLOCATE, MAPPROOF_TYPED_ALLOCATE_CONTIG}) {
    const int fd = given(typed.open({typed.pool().name, tflag}));
    const std::size_t left = given(typed.free_length(fd));

    expect_refused([&] { return typed.map(fd, left + page()); }, [&] { return typed.map(fd, page()); });
  }
}

}  // namespace
}  // namespace mapproof
