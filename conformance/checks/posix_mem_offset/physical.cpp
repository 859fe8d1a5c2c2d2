// Checks: the later text, in which the call answers with a physical address, and how it differs from mem_offset()
// before.
// SPDX-License-Identifier: Apache-2.0
#include "checks/mem_offset/end_of_run.hpp"
#include "place.hpp"

namespace mapproof {
namespace {

CHECK_PLACE(PMO_10, OffsetIsThePhysicalAddress) {
  void* const memory = locked_memory_in_reach(page());

  const auto place = place_of(memory, page());
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(static_cast<std::uint64_t>(place->offset), physical_of(memory));
}

CHECK_PLACE(PMO_10, OffsetHasTheDistanceFromTheStartOfThePage) {
  void* const memory = locked_memory_in_reach(2 * page());

  const auto place = place_of(at(memory, page() + 123), 1);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(static_cast<std::uint64_t>(place->offset), physical_of(at(memory, page())) + 123);
}

CHECK_REQUIREMENT(PMO_10, AddressAbove4GibKeepsAllItsBits) {
  if (!session().has(&mapproof_backend::posix_mem_offset64)) throw Untested{"there is no posix_mem_offset64() here."};
  void* const memory = locked_memory(MAPPROOF_MEMORY_ABOVE_4G, page());
  std::int64_t offset = 0;
  const mapproof_offset_request request{memory, page(), &offset, nullptr, nullptr, MAPPROOF_NOFD, 0};

  const auto outcome = session().table().posix_mem_offset64(session().handle(), &request);
  ASSERT_EQ(outcome.value, 0) << describe(outcome);

  EXPECT_EQ(static_cast<std::uint64_t>(offset), physical_of(memory));
}

CHECK_PLACE(PMO_10, ContigLengthIsAtMostTheGivenLength) {
  void* const memory = locked_memory_in_reach(page());

  const auto place = place_of(memory, 100);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, 100u);
}

CHECK_PLACE(PMO_10, ContigLengthEndsWithThePhysicalRun) {
  void* const memory = locked_memory(MAPPROOF_MEMORY_FRAGMENTED, 3 * page());
  require_reach(memory, page());

  const auto place = place_of(memory, 3 * page());
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, page());
}

CHECK_PLACE(PMO_10, ContigLengthEndsWhereTheMappingWasCutOff) {
  void* const memory = contiguous_in_reach(16 * page());
  cut_out(session(), at(memory, 8 * page()), 8 * page());

  const auto place = place_of(memory, 16 * page());
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, 8 * page());
}

CHECK_PLACE(PMO_10, ContigLengthEndsAtAHole) {
  void* const memory = contiguous_in_reach(8 * page());
  cut_out(session(), at(memory, 4 * page()), page());

  const auto place = place_of(at(memory, page() + 123), SIZE_MAX / 2);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, 3 * page() - 123);
}

CHECK_PLACE(PMO_10, ContigLengthEndsWhereAnotherObjectIsMapped) {
  void* const memory = contiguous_in_reach(8 * page());
  map_over(session(), at(memory, 3 * page()), pages_to_map(1).physical);

  const auto place = place_of(memory, 8 * page());
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, 3 * page());
}

CHECK_PLACE(PMO_10, ContigLengthOfADeviceEndsWithItsMapping) {
  if (!session().has(&mapproof_backend::mmap_device_memory)) throw Untested{"nothing can be mapped here."};
  const auto device = given(session().map({.physical = pages_to_map(8).physical, .length = 8 * page()}));
  if (session().has(&mapproof_backend::mlock)) session().lock(device.address(), 8 * page());
  Place place;

  const auto outcome = call({device.at(page()), SIZE_MAX, nullptr, &place.contig_length, nullptr, MAPPROOF_NOFD, 0});
  if (outcome.value != 0) throw Untested{"device mappings are not looked up here, which no document demands."};

  EXPECT_EQ(place.contig_length, 7 * page());
}

CHECK_PLACE(PMO_10, OffsetPointerMayBeNull) {
  void* const memory = locked_memory_in_reach(page());
  std::size_t contig_length = 0;
  int fildes = 0;

  const auto outcome = call({memory, page(), nullptr, &contig_length, &fildes, MAPPROOF_NOFD, 0});
  ASSERT_EQ(outcome.value, 0) << describe(outcome);

  EXPECT_EQ(contig_length, page());
}

CHECK_PLACE(PMO_10, ContigLengthPointerMayBeNull) {
  void* const memory = locked_memory_in_reach(page());
  std::int64_t offset = 0;
  int fildes = 0;

  const auto outcome = call({memory, page(), &offset, nullptr, &fildes, MAPPROOF_NOFD, 0});
  ASSERT_EQ(outcome.value, 0) << describe(outcome);

  EXPECT_EQ(static_cast<std::uint64_t>(offset), physical_of(memory));
}

CHECK_PLACE(PMO_12, AnonymousMemoryLiesInRamAndInNoObject) {
  void* const memory = locked_memory(MAPPROOF_MEMORY_ANONYMOUS, page());

  const auto in_ram = look_up(session(), memory, page());
  ASSERT_THAT(in_ram, succeeds());

  EXPECT_EQ(in_ram->physical, physical_of(memory));
  EXPECT_FALSE(place_of(memory, page())) << "it was given a place in an object";
}

// Whether mem_offset() has an answer for a file is another matter; the place in the file is none.
CHECK_PLACE(PMO_12, PlaceInAFileIsNotWhereItLiesInRam) {
  const TemporaryFile file(8 * page());
  const Mapping mapping = map_file(file.read_write(), page(), 5 * page());
  mapping.store<std::uint32_t>(0, 1);
  if (session().has(&mapproof_backend::mlock)) given(session().lock(mapping.address(), page()));

  const auto place = place_of(mapping);
  ASSERT_THAT(place, succeeds());
  const auto in_ram = look_up(session(), mapping.address(), page());

  EXPECT_EQ(place->offset, static_cast<std::int64_t>(5 * page()));
  EXPECT_FALSE(in_ram && in_ram->physical == 5 * page()) << "mem_offset64() answered with the place in the file";
}

}  // namespace
}  // namespace mapproof
