// Checks: what a mapping of a file or of memory shows, who sees its stores, and who may store at all.
// SPDX-License-Identifier: Apache-2.0
#include <csignal>

#include "objects.hpp"
#include "requirements/mmap.hpp"

namespace mapproof {
namespace {

MmapRequest of_file(const TemporaryFile& file, std::size_t length, std::uint32_t type) {
  return {.length = length, .protection = read_write, .flags = type, .fd = file.read_write()};
}

CHECK_REQUIREMENT(MMP_21, StoreThroughAPrivateMappingDoesNotReachTheFile) {
  const TemporaryFile file(2 * page());
  file.store(page(), 0x2100'0001);
  const auto own = given(map_object(session(), of_file(file, 2 * page(), MAPPROOF_MAP_PRIVATE)));

  own.store<std::uint32_t>(page(), 0x2100'0002);

  EXPECT_EQ(own.load<std::uint32_t>(page()), 0x2100'0002u);
  EXPECT_EQ(file.load(page()), 0x2100'0001u);
}

CHECK_REQUIREMENT(MMP_21, StoreThroughAPrivateMappingIsNotSeenThroughASharedOne) {
  const TemporaryFile file(page());
  const auto shared = given(map_object(session(), of_file(file, page(), MAPPROOF_MAP_SHARED)));
  const auto own = given(map_object(session(), of_file(file, page(), MAPPROOF_MAP_PRIVATE)));

  own.store<std::uint32_t>(0, 0x2100'0003);

  EXPECT_EQ(shared.load<std::uint32_t>(0), 0u);
}

CHECK_REQUIREMENT(MMP_22, StoreThroughASharedMappingReachesTheFile) {
  const TemporaryFile file(2 * page());
  const auto mapping = given(map_object(session(), of_file(file, 2 * page(), MAPPROOF_MAP_SHARED)));

  mapping.store<std::uint32_t>(2 * page() - 4, 0x2200'0001);

  EXPECT_EQ(file.load(2 * page() - 4), 0x2200'0001u);
}

CHECK_REQUIREMENT(MMP_22, LastPartialPageIsMappedToo) {
  const std::size_t length = page() + 100;
  const TemporaryFile file(length);
  file.store(length - 4, 0x2200'0002);

  for (const std::uint32_t type : {MAPPROOF_MAP_SHARED, MAPPROOF_MAP_PRIVATE}) {
    const auto mapping = given(map_object(session(), of_file(file, length, type)));
    const void* const last_word = mapping.at(length - 4);

    ASSERT_EQ(signal_of([&] { load_from<std::uint32_t>(last_word); }), 0);
    EXPECT_EQ(load_from<std::uint32_t>(last_word), 0x2200'0002u);
  }
}

CHECK_REQUIREMENT(MMP_22, OffsetIsAPlaceInTheFile) {
  const TemporaryFile file(3 * page());
  for (std::uint32_t i = 0; i < 3; ++i) file.store(i * page(), 0x2200'0010 + i);

  for (const std::uint32_t type : {MAPPROOF_MAP_SHARED, MAPPROOF_MAP_PRIVATE}) {
    MmapRequest request = of_file(file, 2 * page(), type);
    request.offset = page();
    const auto mapping = given(map_object(session(), request));

    EXPECT_EQ(mapping.load<std::uint32_t>(0), 0x2200'0011u);
    EXPECT_EQ(mapping.load<std::uint32_t>(page()), 0x2200'0012u);
  }
}

CHECK_REQUIREMENT(MMP_23, FixedMappingReplacesEveryPageOfItsRangeAndNoOther) {
  const TemporaryFile file(5 * page());
  const TemporaryFile other(3 * page());
  for (std::uint32_t i = 0; i < 5; ++i) file.store(i * page(), 0x2300'0001 + i);
  for (std::uint32_t i = 0; i < 3; ++i) other.store(i * page(), 0x2300'0101 + i);
  const auto all = given(map_object(session(), of_file(file, 5 * page(), MAPPROOF_MAP_SHARED)));
  MmapRequest over = of_file(other, 3 * page(), MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED);
  over.address = all.at(page());

  given(map_object(session(), over)).release();

  for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(all.load<std::uint32_t>((i + 1) * page()), 0x2300'0101u + i);
  EXPECT_EQ(all.load<std::uint32_t>(0), 0x2300'0001u) << "the page before";
  EXPECT_EQ(all.load<std::uint32_t>(4 * page()), 0x2300'0005u) << "the page behind";
}

class ReadOnlyCheck : public Check {
 protected:
  void expect_no_store(MmapRequest request) const {
    request.length = page();
    request.protection = read_only;
    const auto mapping = given(map_object(session(), request));
    EXPECT_THAT(Access{[&] { mapping.store<std::uint32_t>(0, 0x24); }}, dies_by(SIGSEGV));
  }
};

CHECK_REQUIREMENT_WITH(ReadOnlyCheck, MMP_24, StoreToAReadOnlySharedFileRaisesSigsegv) {
  const TemporaryFile file(page());
  expect_no_store({.flags = MAPPROOF_MAP_SHARED, .fd = file.read_write()});
}

CHECK_REQUIREMENT_WITH(ReadOnlyCheck, MMP_24, StoreToAReadOnlyPrivateFileRaisesSigsegv) {
  const TemporaryFile file(page());
  expect_no_store({.flags = MAPPROOF_MAP_PRIVATE, .fd = file.read_write()});
}

CHECK_REQUIREMENT_WITH(ReadOnlyCheck, MMP_24, StoreToReadOnlyMemoryRaisesSigsegv) {
  expect_no_store(anonymous(page(), read_only));
}

CHECK_REQUIREMENT(MMP_26, MemoryWithoutAccessRaisesSigsegv) {
  const auto mapping = given(map_object(session(), anonymous(page(), MAPPROOF_PROT_NONE)));

  EXPECT_THAT(Access{[&] { mapping.load<std::uint32_t>(0); }}, dies_by(SIGSEGV));
  EXPECT_THAT(Access{[&] { mapping.store<std::uint32_t>(0, 0x26); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MMP_26, FileWithoutAccessRaisesSigsegv) {
  const TemporaryFile file(page());

  for (const std::uint32_t type : {MAPPROOF_MAP_SHARED, MAPPROOF_MAP_PRIVATE}) {
    MmapRequest request = of_file(file, page(), type);
    request.protection = MAPPROOF_PROT_NONE;
    const auto mapping = given(map_object(session(), request));

    EXPECT_THAT(Access{[&] { mapping.load<std::uint32_t>(0); }}, dies_by(SIGSEGV));
    EXPECT_THAT(Access{[&] { mapping.store<std::uint32_t>(0, 0x26); }}, dies_by(SIGSEGV));
  }
}

}  // namespace
}  // namespace mapproof
