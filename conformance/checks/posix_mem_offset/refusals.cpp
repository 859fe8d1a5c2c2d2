// Checks: which addresses have no place in an object, which places are too large, and how a refusal looks.
// SPDX-License-Identifier: Apache-2.0
#include "place.hpp"

namespace mapproof {
namespace {

constexpr std::uint64_t two_gib = std::uint64_t{1} << 31;

CHECK_PLACE(PMO_05, UnmappedAddressFailsWithEacces) {
  const TemporaryFile file(page());
  void* const unmapped = map_file(file.read_write(), page(), 0).release();
  given(unmap_object(session(), unmapped, page()));

  expect_refused([&] { return place_of(unmapped, page()); }, [&] { return ask_about_a_mapped_page(); });
}

CHECK_PLACE(PMO_05, UnmappedPageBeforeAMappedOneFailsWithEacces) {
  const TemporaryFile file(2 * page());
  const Mapping mapping = map_file(file.read_write(), 2 * page(), 0);
  given(unmap_object(session(), mapping.address(), page()));

  expect_refused([&] { return place_of(mapping.address(), 2 * page()); }, [&] { return ask_about_a_mapped_page(); });
}

CHECK_PLACE(PMO_05, AddressOfZeroFailsWithEacces) {
  expect_refused([&] { return place_of(nullptr, page()); }, [&] { return ask_about_a_mapped_page(); });
}

CHECK_PLACE(PMO_06, PrivateMemoryFailsWithEacces) {
  void* const private_memory = memory(MAPPROOF_MEMORY_ANONYMOUS, page());

  expect_refused([&] { return place_of(private_memory, page()); }, [&] { return ask_about_a_mapped_page(); });
}

CHECK_PLACE(PMO_06, SharedMemoryFailsWithEacces) {
  void* const shared_memory = memory(MAPPROOF_MEMORY_SHARED, page());

  expect_refused([&] { return place_of(shared_memory, page()); }, [&] { return ask_about_a_mapped_page(); });
}

CHECK_PLACE(PMO_06, AnonymousMemoryThatReplacedAFileFailsWithEacces) {
  const TemporaryFile file(page());
  const Mapping mapping = map_file(file.read_write(), page(), 0);
  given(place_of(mapping));
  MmapRequest over = anonymous(page());
  over.address = mapping.address();
  over.flags |= MAPPROOF_MAP_FIXED;
  given(map_object(session(), over)).release();

  expect_refused([&] { return place_of(mapping); }, [&] { return ask_about_a_mapped_page(); });
}

CHECK_PLACE(PMO_07, DeviceMappingFailsWithEacces) {
  const mapproof_window& window = pages_to_map(1);
  const Mapping mapping = given(session().map({.physical = window.physical, .length = page()}));

  expect_refused([&] { return place_of(mapping); }, [&] { return ask_about_a_mapped_page(); });
}

// Only posix_mem_offset() can fail so, and only where its off_t has 32 bits.
class NarrowPlaceCheck : public PlaceCheck {
 protected:
  /// Two pages of a file: the last below 2 GiB and the first above.
  Mapping straddling() const {
    if (session().facts().offset_bits != 32) throw Untested{"off_t has 64 bits here."};
    const TemporaryFile file(two_gib + page());
    return map_file(file.read_write(), 2 * page(), two_gib - page());
  }
};

#define CHECK_NARROW_PLACE(row, title) CHECK_REQUIREMENT_WITH(NarrowPlaceCheck, row, title)

CHECK_NARROW_PLACE(PMO_09, PlaceOf2GibFailsWithEoverflow) {
  const Mapping mapping = straddling();

  expect_refused([&] { return place_of(mapping.at(page()), page()); },
                 [&] { return place_of(mapping.address(), page()); });
}

CHECK_NARROW_PLACE(PMO_09, LastByteBelow2GibIsNotTooLarge) {
  const Mapping mapping = straddling();

  expect_granted([&] { return place_of(mapping.at(page() - 1), 1); });
}

CHECK_NARROW_PLACE(PMO_09, WideFormAnswersWhereThePlaceIsTooLarge) {
  const Mapping mapping = straddling();
  if (!session().has(&mapproof_backend::posix_mem_offset64)) throw Untested{"there is no posix_mem_offset64() here."};
  std::int64_t offset = 0;
  const mapproof_offset_request request{mapping.at(page()), page(), &offset, nullptr, nullptr, MAPPROOF_NOFD, 0};

  expect_granted([&]() -> Answer {
    const auto outcome = session().table().posix_mem_offset64(session().handle(), &request);
    return outcome.value == 0 ? Result<int>(0) : Result<int>(Errno{outcome.error});
  });

  EXPECT_EQ(offset, static_cast<std::int64_t>(two_gib));
}

CHECK_PLACE(PMO_11, RefusalIsMinusOneWithErrno) {
  Place place;

  const auto outcome = call({nullptr, page(), &place.offset, &place.contig_length, &place.fildes, MAPPROOF_NOFD, 0});

  EXPECT_THAT(outcome, is_minus_one_with_errno());
}

CHECK_PLACE(PMO_11, SuccessIsZero) {
  const TemporaryFile file(page());
  const Mapping mapping = map_file(file.read_write(), page(), 0);
  Place place;

  const auto outcome =
      call({mapping.address(), page(), &place.offset, &place.contig_length, &place.fildes, MAPPROOF_NOFD, 0});

  EXPECT_EQ(outcome.value, 0) << describe(outcome);
}

}  // namespace
}  // namespace mapproof
