// Checks: the place inside the object, how far it goes on, and through which descriptor it was mapped.
// SPDX-License-Identifier: Apache-2.0
#include "core/upper_half.hpp"
#include "place.hpp"

namespace mapproof {
namespace {

CHECK_PLACE(PMO_01, OffsetIsThePlaceInTheFile) {
  const TemporaryFile file(8 * page());
  const Mapping mapping = map_file(file.read_write(), 4 * page(), 3 * page());

  const auto place = place_of(mapping);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->offset, static_cast<std::int64_t>(3 * page()));
}

CHECK_PLACE(PMO_01, OffsetHasTheDistanceFromTheStartOfTheMapping) {
  const TemporaryFile file(8 * page());
  const Mapping mapping = map_file(file.read_write(), 4 * page(), 3 * page());

  const auto place = place_of(mapping.at(2 * page() + 5), page());
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->offset, static_cast<std::int64_t>(5 * page() + 5));
}

CHECK_PLACE(PMO_01, OffsetIsThatOfTheMappingThatReplacedAnother) {
  const TemporaryFile file(8 * page());
  const Mapping mapping = map_file(file.read_write(), 2 * page(), 4 * page());
  given(place_of(mapping));
  map_file_over(mapping.address(), file.read_write(), 2 * page(), page());

  const auto place = place_of(mapping);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->offset, static_cast<std::int64_t>(page()));
}

CHECK_PLACE(PMO_01, OffsetStaysTrueWhenThePagesBeforeAreUnmapped) {
  const TemporaryFile file(8 * page());
  Mapping mapping = map_file(file.read_write(), 4 * page(), 2 * page());
  std::byte* const third = at(mapping.release(), 2 * page());
  given(unmap_object(session(), third - 2 * page(), 2 * page()));

  const auto place = place_of(third, page());
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->offset, static_cast<std::int64_t>(4 * page()));
}

CHECK_PLACE(PMO_02, ContigLengthIsAtMostTheGivenLength) {
  const TemporaryFile file(4 * page());
  const Mapping mapping = map_file(file.read_write(), 4 * page(), 0);

  const auto place = place_of(mapping.address(), page() + 7);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, page() + 7);
}

CHECK_PLACE(PMO_02, ContigLengthEndsWithTheMapping) {
  const TemporaryFile file(8 * page());
  const Mapping mapping = map_file(file.read_write(), 4 * page(), 0);
  given(unmap_object(session(), mapping.at(3 * page()), page()));

  const auto place = place_of(mapping.at(page() + 5), 16 * page());
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, 2 * page() - 5);
}

CHECK_PLACE(PMO_02, ContigLengthEndsAtAHole) {
  const TemporaryFile file(8 * page());
  const Mapping mapping = map_file(file.read_write(), 6 * page(), 0);
  given(unmap_object(session(), mapping.at(3 * page()), page()));

  const auto place = place_of(mapping.at(page() + 5), 16 * page());
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, 2 * page() - 5);
}

CHECK_PLACE(PMO_02, ContigLengthBehindAHoleReachesTheEnd) {
  const TemporaryFile file(8 * page());
  const Mapping mapping = map_file(file.read_write(), 6 * page(), 0);
  given(unmap_object(session(), mapping.address(), 2 * page()));

  const auto place = place_of(mapping.at(2 * page()), 16 * page());
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, 4 * page());
}

CHECK_PLACE(PMO_02, UpperHalfOfTheLengthCounts) {
  const TemporaryFile file(4 * page());
  const Mapping mapping = map_file(file.read_write(), 4 * page(), 0);

  const auto place = place_of(mapping.address(), upper_half + 1);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, 4 * page());
}

CHECK_PLACE(PMO_02, ContigLengthEndsWhereTheNextPageLiesElsewhereInTheObject) {
  const TemporaryFile file(8 * page());
  const Mapping mapping = map_file(file.read_write(), 3 * page(), 0);
  map_file_over(mapping.at(2 * page()), file.read_write(), page(), 6 * page());

  const auto place = place_of(mapping);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, 2 * page());
}

CHECK_PLACE(PMO_02, ContigLengthEndsWhereAnotherObjectBegins) {
  const TemporaryFile file(8 * page());
  const TemporaryFile other(8 * page());
  const Mapping mapping = map_file(file.read_write(), 3 * page(), 0);
  map_file_over(mapping.at(page()), other.read_write(), 2 * page(), page());

  const auto place = place_of(mapping);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->contig_length, page());
}

CHECK_PLACE(PMO_03, FildesIsTheDescriptorOfTheMapping) {
  const TemporaryFile file(page());
  const Mapping mapping = map_file(file.read_write(), page(), 0);

  const auto place = place_of(mapping);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->fildes, file.read_write());
}

CHECK_PLACE(PMO_03, FildesIsNotAnotherDescriptorOfTheSameFile) {
  const TemporaryFile file(2 * page());
  const Descriptor copy(copy_of(file.read_write()));
  const Mapping first = map_file(file.read_write(), page(), 0);
  const Mapping second = map_file(copy.number(), page(), 0);

  const auto place_of_first = place_of(first);
  ASSERT_THAT(place_of_first, succeeds());
  const auto place_of_second = place_of(second);
  ASSERT_THAT(place_of_second, succeeds());

  EXPECT_EQ(place_of_first->fildes, file.read_write());
  EXPECT_EQ(place_of_second->fildes, copy.number());
}

CHECK_PLACE(PMO_04, ClosedDescriptorIsMinusOne) {
  const TemporaryFile file(page());
  Descriptor copy(copy_of(file.read_write()));
  const Mapping mapping = map_file(copy.number(), page(), 0);
  copy.close();

  const auto place = place_of(mapping);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->fildes, -1);
}

CHECK_PLACE(PMO_04, NumberOfAnotherFileIsMinusOne) {
  const TemporaryFile file(page());
  const TemporaryFile other(page());
  const Descriptor copy(copy_of(file.read_write()));
  const Mapping mapping = map_file(copy.number(), page(), 0);
  give_number(copy, other.read_write());

  const auto place = place_of(mapping);
  ASSERT_THAT(place, succeeds());

  EXPECT_EQ(place->fildes, -1);
}

}  // namespace
}  // namespace mapproof
