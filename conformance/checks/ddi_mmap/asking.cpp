// How a framework asks a driver for the pages of a request: for which, in which order, with what.
// SPDX-License-Identifier: Apache-2.0
#include "attached_driver.hpp"
#include "requirements/ddi_driver.hpp"
#include "requirements/ddi_mmap.hpp"

namespace mapproof {
namespace {

using ddi::ProbeCall;
using testing::Each;
using testing::ElementsAre;

CHECK_REQUIREMENT(DDI_02, EachPageIsAskedForOnce) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const auto address = device.map(device.open(), 0, 3 * page());
  ASSERT_THAT(address, succeeds());

  EXPECT_EQ(probe.calls(ProbeCall::Entry::mmap).size(), 3u);
}

CHECK_REQUIREMENT(DDI_02, PartOfAPageIsAskedForAsOnePage) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const auto address = device.map(device.open(), 0, page() + 1);
  ASSERT_THAT(address, succeeds());

  EXPECT_EQ(probe.calls(ProbeCall::Entry::mmap).size(), 2u);
}

CHECK_REQUIREMENT(DDI_03, OffsetsAreMultiplesOfThePage) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const auto address = device.map(device.open(), page(), 2 * page() + 1);
  ASSERT_THAT(address, succeeds());

  const auto aligned = testing::Truly([this](std::size_t offset) { return offset % page() == 0; });
  EXPECT_THAT(probe.asked_offsets(), testing::AllOf(testing::SizeIs(3), Each(aligned)));
}

CHECK_REQUIREMENT(DDI_04, OffsetThatNoDeviceHasReachesTheDriver) {
  const DriverProbe probe(session(), {.length = page()});
  AttachedDriver device(session(), probe);
  const std::size_t far = std::size_t{1} << 30;

  (void)device.map(device.open(), far, page());

  EXPECT_THAT(probe.asked_offsets(), ElementsAre(far));
}

CHECK_REQUIREMENT(DDI_04, OffsetBeyond32BitsReachesTheDriverWhole) {
  const DriverProbe probe(session(), {.length = page()});
  AttachedDriver device(session(), probe);
  const std::size_t far = (std::size_t{1} << 32) + page();

  (void)device.map(device.open(), far, page());

  EXPECT_THAT(probe.asked_offsets(), ElementsAre(far));
}

CHECK_REQUIREMENT(DDI_07, NopageForTheLastPageFailsWithEnxio) {
  const DriverProbe probe(session(), {.length = 3 * page()});
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  expect_refused([&] { return device.map(fd, 0, 4 * page()); }, [&] { return device.map(fd, 0, 3 * page()); });
}

CHECK_REQUIREMENT(DDI_07, NopageForTheFirstPageFailsWithEnxio) {
  const DriverProbe probe(session(), {.length = 3 * page()});
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  expect_refused([&] { return device.map(fd, 3 * page(), page()); },
                 [&] { return device.map(fd, 2 * page(), page()); });
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

CHECK_REQUIREMENT(DDI_23, NoOtherBitsReachTheDriver) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const std::uint32_t with_nocache = read_only | MAPPROOF_PROT_NOCACHE;

  (void)device.map({.fd = device.open(), .length = page(), .protection = with_nocache});

  constexpr std::uint32_t all = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC | MAPPROOF_PROT_USER;
  for (const ProbeCall& call : probe.calls(ProbeCall::Entry::mmap)) EXPECT_EQ(call.protection & ~all, 0u);
}

CHECK_REQUIREMENT(DDI_23, WhatTheUserAskedForIsInTheSet) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const auto address = device.map({.fd = device.open(), .length = page(), .protection = read_write});
  ASSERT_THAT(address, succeeds());

  const auto calls = probe.calls(ProbeCall::Entry::mmap);
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_EQ(calls[0].protection & read_write, read_write);
}

}  // namespace
}  // namespace mapproof
