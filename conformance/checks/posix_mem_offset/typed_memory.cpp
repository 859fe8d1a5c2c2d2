// Checks: what posix_mem_offset() says of typed memory can be mapped again through the pool.
// SPDX-License-Identifier: Apache-2.0
#include "checks/mmap/pool.hpp"
#include "place.hpp"

namespace mapproof {
namespace {

CHECK_PLACE(PMO_08, AnswerMapsTheSameMemoryAgain) {
  const Pool pool(session(), wide() ? Pool::any : Pool::below_2_gib);
  const PoolDescriptor allocating(pool, MAPPROOF_TYPED_ALLOCATE_CONTIG);
  const PoolDescriptor addressing(pool, 0);
  const Mapping first =
      given(map_object(session(), {.length = 2 * page(), .protection = read_write, .fd = allocating.number()}));
  const Place place = given(place_of(first.at(page()), page()));
  first.store<std::uint32_t>(page(), 0x7EED'0008);

  const auto second = map_object(session(), {.length = place.contig_length,
                                             .offset = static_cast<std::uint64_t>(place.offset),
                                             .protection = read_write,
                                             .fd = addressing.number()});
  ASSERT_THAT(second, succeeds());
  second->store<std::uint32_t>(4, 0x7EED'0004);

  EXPECT_EQ(place.contig_length, page());
  EXPECT_EQ(second->load<std::uint32_t>(0), 0x7EED'0008u);
  EXPECT_EQ(first.load<std::uint32_t>(page() + 4), 0x7EED'0004u);
}

CHECK_PLACE(PMO_08, FildesIsTheDescriptorOfThePool) {
  const Pool pool(session(), wide() ? Pool::any : Pool::below_2_gib);
  const PoolDescriptor allocating(pool, MAPPROOF_TYPED_ALLOCATE_CONTIG);
  const Mapping mapping =
      given(map_object(session(), {.length = page(), .protection = read_write, .fd = allocating.number()}));

  const auto place = place_of(mapping);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->fildes, allocating.number());
}

}  // namespace
}  // namespace mapproof
