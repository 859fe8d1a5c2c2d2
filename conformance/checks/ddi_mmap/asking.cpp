// How a framework asks a driver for the pages of a request: for which, in which order, with what.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "attached_driver.hpp"
#include "requirements/ddi_driver.hpp"
#include "requirements/ddi_mmap.hpp"

namespace mapproof {
namespace {

using ddi::ProbeCall;
using testing::Each;
using testing::ElementsAre;

// A framework may ask more than once for a page, as it does at a fault: what was asked for, each offset once.
std::vector<std::size_t> distinct(std::vector<std::size_t> offsets) {
  std::sort(offsets.begin(), offsets.end());
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
  return offsets;
}

CHECK_REQUIREMENT(DDI_02, EachPageIsAskedFor) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const auto address = device.map(device.open(), 0, 3 * page());
  ASSERT_THAT(address, succeeds());

  EXPECT_THAT(distinct(probe.asked_offsets()), ElementsAre(0u, page(), 2 * page()));
}

// The pages of the device in another order than their offsets: none can be told from its neighbour.
CHECK_REQUIREMENT(DDI_02, EachPageShowsWhatWasAnsweredForIt) {
  const DriverProbe probe(session(), {.answer = [&](const ProbeCall& call) {
                            return probe.page_at(call.offset <= 2 * page() ? 2 * page() - call.offset : call.offset);
                          }});
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  const auto map = [&](std::size_t offset, std::size_t length) {
    return static_cast<std::byte*>(given(device.map({fd, offset, length, read_write})));
  };
  std::byte* const all = map(0, 3 * page());

  for (std::size_t offset = 0; offset < 3 * page(); offset += page())
    set_word(map(offset, page()), static_cast<std::uint32_t>(0xCA4A'0D02 + offset));

  for (std::size_t offset = 0; offset < 3 * page(); offset += page())
    EXPECT_EQ(word(all + offset), static_cast<std::uint32_t>(0xCA4A'0D02 + offset)) << "offset " << offset;
}

CHECK_REQUIREMENT(DDI_02, PartOfAPageIsAskedForAsOnePage) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const auto address = device.map(device.open(), 0, page() + 1);
  ASSERT_THAT(address, succeeds());

  EXPECT_THAT(distinct(probe.asked_offsets()), ElementsAre(0u, page()));
}

CHECK_REQUIREMENT(DDI_03, OffsetsAreMultiplesOfThePage) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const auto address = device.map(device.open(), page(), 2 * page() + 1);
  ASSERT_THAT(address, succeeds());

  const auto aligned = testing::Truly([this](std::size_t offset) { return offset % page() == 0; });
  EXPECT_THAT(distinct(probe.asked_offsets()), testing::AllOf(testing::SizeIs(3), Each(aligned)));
}

CHECK_REQUIREMENT(DDI_04, OffsetThatNoDeviceHasReachesTheDriver) {
  const DriverProbe probe(session(), {.length = page()});
  AttachedDriver device(session(), probe);
  const std::size_t far = std::size_t{1} << 30;

  (void)device.map(device.open(), far, page());

  EXPECT_THAT(distinct(probe.asked_offsets()), ElementsAre(far));
}

// Where size_t has 32 bits, the highest offset is the one that no framework may shorten.
CHECK_REQUIREMENT(DDI_04, OffsetOfManyBitsReachesTheDriverWhole) {
  const DriverProbe probe(session(), {.length = page()});
  AttachedDriver device(session(), probe);
  const std::size_t far = (PTRDIFF_MAX ^ (PTRDIFF_MAX >> 8)) + page();

  (void)device.map(device.open(), far, page());

  EXPECT_THAT(distinct(probe.asked_offsets()), ElementsAre(far));
}

// Before DDI 8 offsets are signed, and the one behind -1 is 0.
CHECK_REQUIREMENT(DDI_04, BehindTheLastOffsetIsNotTheFirst) {
  const DriverProbe probe(session(), {.answer = [&](const ProbeCall&) { return probe.page_at(0); }});
  const bool is_signed = probe.driver().ddi_version < 80;
  AttachedDriver device(session(), probe);

  (void)device.map(device.open(), 0 - page(), 2 * page());

  const std::size_t last = 0 - page();
  EXPECT_THAT(probe.asked_offsets(), Each(testing::AnyOf(last, is_signed ? 0 : last)));
}

CHECK_REQUIREMENT(DDI_08, PagesAreAskedForInAscendingOrder) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const auto address = device.map(device.open(), page(), 3 * page());
  ASSERT_THAT(address, succeeds());

  EXPECT_THAT(probe.asked_offsets(), ElementsAre(page(), 2 * page(), 3 * page()));
}

CHECK_REQUIREMENT(DDI_08, FirstRefusalEndsTheAsking) {
  const DriverProbe probe(session(), {.length = 2 * page()});
  AttachedDriver device(session(), probe);

  (void)device.map(device.open(), 0, 5 * page());

  EXPECT_THAT(probe.asked_offsets(), ElementsAre(0u, page(), 2 * page()));
}

CHECK_REQUIREMENT(DDI_08, NothingIsMappedWhileTheDriverIsAsked) {
  void* place = nullptr;
  bool was_mapped = false;
  const auto look = [&](const ProbeCall&) {
    if (place != nullptr) was_mapped = was_mapped || signal_of([&] { (void)word(place); }) == 0;
  };
  const DriverProbe probe(session(), {.inside = look});
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const once_free = given(device.map(fd, 0, 2 * page()));
  device.unmap(once_free, 2 * page());
  place = once_free;

  const auto address = device.map(
      {.fd = fd, .length = 2 * page(), .flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED, .address = once_free});
  ASSERT_THAT(address, succeeds());

  EXPECT_FALSE(was_mapped);
}

CHECK_REQUIREMENT(DDI_09, ReaderOfAWritableDescriptorIsRefusedByADriverThatRefusesWriting) {
  const DriverProbe probe(session(), {.refused_protection = MAPPROOF_PROT_WRITE});
  AttachedDriver device(session(), probe);
  const int for_both = device.open(open_read_write);
  const int for_reading = device.open(MAPPROOF_PROT_READ);

  expect_refused([&] { return device.map(for_both, 0, page()); }, [&] { return device.map(for_reading, 0, page()); });
}

// The framework may refuse a bit that is not its own, as long as it does not pass it on.
CHECK_REQUIREMENT(DDI_23, NoOtherBitsReachTheDriver) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int for_both = device.open();
  const int for_reading = device.open(MAPPROOF_PROT_READ);
  ASSERT_THAT(device.map({.fd = for_both, .length = page(), .protection = read_write}), succeeds());
  ASSERT_THAT(device.map({.fd = for_reading, .length = page(), .protection = read_only}), succeeds());

  for (const std::uint32_t protection : {MAPPROOF_PROT_EXEC | read_only, MAPPROOF_PROT_NOCACHE | read_only, 0u})
    (void)device.map({.fd = for_both, .length = page(), .protection = protection});

  const auto calls = probe.calls(ProbeCall::Entry::mmap);
  EXPECT_GE(calls.size(), 2u);
  for (const ProbeCall& call : calls) EXPECT_EQ(call.protection & ~every_protection, 0u);
}

CHECK_REQUIREMENT(DDI_23, WhatTheUserAskedForIsInTheSet) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const auto address = device.map({.fd = device.open(), .length = page(), .protection = read_write});
  ASSERT_THAT(address, succeeds());

  const auto calls = probe.calls(ProbeCall::Entry::mmap);
  ASSERT_FALSE(calls.empty());
  for (const ProbeCall& call : calls) EXPECT_EQ(call.protection & read_write, read_write);
}

// Before the mapping is made, or at the fault. What is refused needs no question.
CHECK_REQUIREMENT(DDI_23, NoAccessIsMappedThatTheDriverWasNotAskedFor) {
  std::size_t granted = 0;
  for (const std::uint32_t access : {std::uint32_t{MAPPROOF_PROT_READ}, open_read_write}) {
    for (const std::uint32_t protection : {read_only, read_write}) {
      const DriverProbe probe(session());
      AttachedDriver device(session(), probe);
      const auto mapping = device.map({.fd = device.open(access), .length = page(), .protection = protection});
      if (!mapping) continue;
      ++granted;
      (void)word(*mapping);

      std::uint32_t asked = 0;
      for (const ProbeCall& call : probe.calls(ProbeCall::Entry::mmap)) asked |= call.protection;
      EXPECT_EQ(asked & protection, protection) << "on a descriptor for " << access;
    }
  }
  EXPECT_GE(granted, 2u);
}

CHECK_REQUIREMENT(DDI_49, PageIsAskedForAsOneOfUserLevel) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  ASSERT_THAT(device.map({.fd = device.open(), .length = page(), .protection = read_write}), succeeds());

  const auto calls = probe.calls(ProbeCall::Entry::mmap);
  ASSERT_FALSE(calls.empty());
  for (const ProbeCall& call : calls) EXPECT_NE(call.protection & MAPPROOF_PROT_USER, 0u);
}

}  // namespace
}  // namespace mapproof
