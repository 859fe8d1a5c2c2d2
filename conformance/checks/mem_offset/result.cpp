// Checks: what mem_offset() answers with, and whether it is true.
// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

namespace mapproof {

CHECK_BOTH_FORMS(MOF_01, SuccessIsZero) {
  void* const memory = ready_memory(page());
  std::int64_t offset = 0;
  std::size_t contig_length = 0;

  const auto outcome = call({memory, page(), &offset, &contig_length, nullptr, MAPPROOF_NOFD, 0});

  EXPECT_EQ(outcome.value, 0);
}

CHECK_BOTH_FORMS(MOF_01, RefusalIsMinusOneWithErrnoSet) {
  void* const memory = locked_memory(page());
  std::int64_t offset = 0;
  std::size_t contig_length = 0;

  const auto outcome = call({memory, page(), &offset, &contig_length, nullptr, MAPPROOF_NOFD - 1, 0});

  EXPECT_EQ(outcome.value, -1);
  EXPECT_NE(outcome.error, 0) << "errno was left alone";
}

CHECK_BOTH_FORMS(MOF_02, OffsetIsThePhysicalAddress) {
  void* const memory = ready_memory(page());
  const std::uint64_t truth = physical_of(memory);

  const auto found = look_up(memory, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, truth);
}

CHECK_BOTH_FORMS(MOF_02, EachPageOfARangeHasItsOwnOffset) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_FRAGMENTED, 4 * page());

  const auto first = look_up(memory, page());
  const auto last = look_up(at(memory, 3 * page()), page());
  ASSERT_THAT(first, succeeds());
  ASSERT_THAT(last, succeeds());

  EXPECT_EQ(first->physical, physical_of(memory));
  EXPECT_EQ(last->physical, physical_of(at(memory, 3 * page())));
}

CHECK_BOTH_FORMS(MOF_02, TheSameBytesAreSeenAtTheOffset) {
  void* const memory = ready_memory(page());
  const auto found = look_up(memory, page());
  ASSERT_THAT(found, succeeds());
  if (!session().has(&mapproof_backend::mmap_device_memory)) throw Untested{"nothing can be mapped here."};
  auto alias = session().map({.physical = found->physical, .length = page(), .protection = read_only});
  if (!alias) throw Untested{"RAM cannot be mapped as a device here: " + name_of(alias.error()) + "."};

  store_to<std::uint32_t>(memory, 0xA5A5'0001);

  EXPECT_EQ(alias->load<std::uint32_t>(0), 0xA5A5'0001);
}

CHECK_BOTH_FORMS(MOF_03, InPagePartIsPreserved) {
  void* const memory = ready_memory(page());
  const std::uint64_t truth = physical_of(memory);

  const auto found = look_up(at(memory, 123), 1);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, truth + 123);
}

CHECK_BOTH_FORMS(MOF_05, ContigLengthMayBeNull) {
  void* const memory = ready_memory(page());
  std::int64_t offset = 0;

  const auto outcome = call({memory, page(), &offset, nullptr, nullptr, MAPPROOF_NOFD, 0});

  EXPECT_EQ(outcome.value, 0) << "errno " << errno_name(outcome.error);
  EXPECT_EQ(static_cast<std::uint64_t>(offset), physical_of(memory));
}

CHECK_BOTH_FORMS(MOF_06, OffsetMayBeNull) {
  void* const memory = ready_memory(page());
  std::size_t contig_length = 0;

  const auto outcome = call({memory, page(), nullptr, &contig_length, nullptr, MAPPROOF_NOFD, 0});

  EXPECT_EQ(outcome.value, 0) << "errno " << errno_name(outcome.error);
  EXPECT_EQ(contig_length, page());
}

CHECK_BOTH_FORMS(MOF_29, PageWithoutAnyAccessIsFound) {
  void* const memory = ready_memory(page());
  const std::uint64_t truth = physical_of(memory);
  const mapproof_protect_request no_access{memory, page(), MAPPROOF_PROT_NONE, 0};
  if (session().table().mprotect(session().handle(), &no_access).value == -1) {
    throw Unresolved{"the page could not be closed to all access"};
  }

  const auto found = look_up(memory, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, truth);
}

CHECK_BOTH_FORMS(MOF_31, UnwritableResultPointerKillsTheCaller) {
  void* const memory = ready_memory(page());
  auto* const nowhere_to_store = static_cast<std::int64_t*>(unmapped_address());

  const Access lookup{[&] {
    lock(memory, page());  // a child inherits no lock
    std::size_t contig_length = 0;
    call({memory, page(), nowhere_to_store, &contig_length, nullptr, MAPPROOF_NOFD, 0});
  }};

  EXPECT_THAT(lookup, dies_by(SIGSEGV));
}

}  // namespace mapproof
