// Unmapping, MAP_FIXED and mprotect(): how the address space changes.
// SPDX-License-Identifier: Apache-2.0
#include "model_test.hpp"

namespace mapproof::model_tests {
namespace {

class AddressSpaceTest : public ModelTest {
 protected:
  static int load_signal(const char* address) {
    return signal_of([=] { (void)*static_cast<const volatile char*>(address); });
  }
  void* above_the_top(std::size_t below) const { return reinterpret_cast<void*>(facts->highest_address + 1 - below); }
};

TEST_F(AddressSpaceTest, UnmappingOneByteRemovesItsPageOnly) {
  char* const bytes = mapped(low(), 2 * page);

  EXPECT_EQ(unmap(bytes + 9, 1), 0);

  EXPECT_EQ(load_signal(bytes), SIGSEGV);
  EXPECT_EQ(load_signal(bytes + page), 0);
}

TEST_F(AddressSpaceTest, UnmappingTheMiddleLeavesBothEnds) {
  char* const bytes = mapped(low(), 3 * page);
  bytes[2 * page] = 'r';

  EXPECT_EQ(unmap(bytes + page, page), 0);

  EXPECT_EQ(mappings().size(), 2u);
  EXPECT_EQ(mappings()[1].physical, low() + 2 * page);
  EXPECT_EQ(bytes[2 * page], 'r');
  EXPECT_EQ(offset64(bytes + 2 * page, page).offset, static_cast<std::int64_t>(low() + 2 * page));
  EXPECT_EQ(load_signal(bytes + page), SIGSEGV);
  EXPECT_EQ(unmap(bytes, 3 * page), 0);  // a range with a hole
  EXPECT_EQ(unmap(bytes, 3 * page), 0);  // a range that is all hole
  EXPECT_TRUE(mappings().empty());
}

TEST_F(AddressSpaceTest, UnalignedPointerAndLengthUndoTheMappingExactly) {
  const mapproof_window& odd = window("odd");
  char* const bytes = mapped(odd.physical, odd.length);

  EXPECT_EQ(unmap(bytes, odd.length), 0);

  EXPECT_TRUE(mappings().empty());
}

TEST_F(AddressSpaceTest, UnmapErrors) {
  char* const bytes = mapped(low(), 3 * page);
  const mapproof_unmap_request with_flags{bytes, page, 4, 0};

  EXPECT_EQ(unmap(bytes, 0), EINVAL);
  EXPECT_EQ(unmap(above_the_top(page), 4 * page), EINVAL);
  EXPECT_EQ(unmap(bytes, SIZE_MAX), EINVAL);
  EXPECT_EQ(table->munmap_flags(session, &with_flags).error, EINVAL);
  provoke(MAPPROOF_UNMAP_INTERRUPTED);
  EXPECT_EQ(unmap(bytes, page), EINTR);
  provoke(MAPPROOF_MAPPING_TABLE_FULL, 0);
  EXPECT_EQ(unmap(bytes + page, page), ENOMEM);  // a split needs an entry more
  EXPECT_EQ(mappings().size(), 1u);
  EXPECT_EQ(load_signal(bytes + page), 0);
  EXPECT_EQ(unmap(bytes, page), 0);
}

TEST_F(AddressSpaceTest, FixedMapsThereAndReplaces) {
  char* const old = mapped(low(), 3 * page);
  old[page] = 'o';
  char* const fresh = mapped(low() + 8 * page, page);
  fresh[0] = 'n';

  const mapproof_address_outcome made = map({.address = old + page,
                                             .length = page,
                                             .physical = low() + 8 * page,
                                             .protection = read_write,
                                             .flags = MAPPROOF_MAP_FIXED});

  EXPECT_EQ(made.value, old + page);
  EXPECT_EQ(old[page], 'n');
  EXPECT_EQ(offset64(old + page, page).offset, static_cast<std::int64_t>(low() + 8 * page));
  EXPECT_EQ(offset64(old, 3 * page).contig, page);
}

TEST_F(AddressSpaceTest, FixedKeepsTheInPageOffset) {
  const mapproof_window& odd = window("odd");
  char* const place = mapped(low(), 4 * page);
  const std::size_t inside = odd.physical % page;

  const auto at = [&](char* address) {
    return map({.address = address, .length = odd.length, .physical = odd.physical, .flags = MAPPROOF_MAP_FIXED});
  };

  EXPECT_EQ(at(place + inside).value, place + inside);
  EXPECT_EQ(at(place + inside + 1).error, ENXIO);
}

TEST_F(AddressSpaceTest, FixedOutsideTheAddressSpaceIsEnomem) {
  const auto at = [&](void* address) {
    return map_error({.address = address, .length = 2 * page, .physical = low(), .flags = MAPPROOF_MAP_FIXED});
  };

  EXPECT_EQ(at(nullptr), ENOMEM);
  EXPECT_EQ(at(above_the_top(page)), ENOMEM);
  EXPECT_EQ(at(above_the_top(0)), ENOMEM);
  EXPECT_EQ(at(reinterpret_cast<void*>(UINTPTR_MAX - page + 1)), ENOMEM);
}

TEST_F(AddressSpaceTest, RefusedFixedRequestLeavesTheOldMapping) {
  char* const old = mapped(low(), 3 * page);
  old[page] = 'o';
  const std::vector<mapproof_mapping> before = mappings();

  provoke(MAPPROOF_MAPPING_TABLE_FULL, 0);
  const int error = map_error({.address = old + page, .length = page, .physical = low(), .flags = MAPPROOF_MAP_FIXED});

  EXPECT_EQ(error, ENOMEM);
  EXPECT_EQ(mappings().size(), before.size());
  EXPECT_EQ(old[page], 'o');
}

TEST_F(AddressSpaceTest, ReplacedMemoryGivesItsFramesBack) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_BELOW_2G, page);
  const std::uint64_t frame = physical_of(bytes);
  bytes[0] = 'x';

  map({.address = bytes, .length = page, .physical = low(), .flags = MAPPROOF_MAP_FIXED});

  EXPECT_EQ(mapped(frame, page)[0], 0);
}

TEST_F(AddressSpaceTest, ProtectChangesAccessAndSplits) {
  char* const bytes = mapped(low(), 3 * page);
  const mapproof_protect_request middle{bytes + page, page, read_only, 0};

  EXPECT_EQ(table->mprotect(session, &middle).error, 0);

  EXPECT_EQ(signal_of([&] { static_cast<volatile char*>(bytes)[page] = 1; }), SIGSEGV);
  EXPECT_EQ(signal_of([=] { static_cast<volatile char*>(bytes)[0] = 1; }), 0);
  EXPECT_EQ(mappings().size(), 3u);
}

TEST_F(AddressSpaceTest, ProtectErrors) {
  char* const bytes = mapped(low(), page);
  char* const rom = mapped(window("readonly").physical, page, read_only);
  const auto protect = [&](char* address, std::size_t length, std::uint32_t protection, std::uint32_t raw = 0) {
    const mapproof_protect_request request{address, length, protection, raw};
    return table->mprotect(session, &request).error;
  };
  unmap(bytes, page);

  EXPECT_EQ(protect(bytes, page, read_only), ENOMEM);
  EXPECT_EQ(protect(rom + 1, page, read_only), EINVAL);
  EXPECT_EQ(protect(rom, page, read_only, 0x1000), EINVAL);
  EXPECT_EQ(protect(rom, page, read_write), EACCES);
  EXPECT_EQ(protect(rom, page, MAPPROOF_PROT_NONE), 0);
}

}  // namespace
}  // namespace mapproof::model_tests
