// What a framework owes a driver and its user, heard through the probe driver.
// SPDX-License-Identifier: Apache-2.0
#include "attached_driver.hpp"
#include "ddi/probe_driver.hpp"
#include "requirements/ddi_mmap.hpp"

namespace mapproof {

using ddi::ProbeBehaviour;
using ddi::ProbeCall;
using ddi::ProbeDriver;
using testing::Each;
using testing::ElementsAre;
using testing::Lt;

CHECK_REQUIREMENT(DDI_01, DriverWithoutMmapFailsWithEnodev) {
  ProbeDriver without(session().table(), session().handle(), {.has_mmap = false});
  ProbeDriver with(session().table(), session().handle());
  AttachedDriver lacking(session(), without.driver());
  AttachedDriver complete(session(), with.driver());
  const int lacking_fd = lacking.open();
  const int complete_fd = complete.open();

  expect_refused([&] { return lacking.map(lacking_fd, 0, page()); },
                 [&] { return complete.map(complete_fd, 0, page()); });
}

CHECK_REQUIREMENT(DDI_02, EachPageIsAskedForOnce) {
  ProbeDriver probe(session().table(), session().handle());
  AttachedDriver device(session(), probe.driver());

  const auto address = device.map(device.open(), 0, 3 * page());
  ASSERT_THAT(address, succeeds());

  EXPECT_EQ(probe.calls(ProbeCall::Entry::mmap).size(), 3u);
}

CHECK_REQUIREMENT(DDI_02, PartOfAPageIsAskedForAsOnePage) {
  ProbeDriver probe(session().table(), session().handle());
  AttachedDriver device(session(), probe.driver());

  const auto address = device.map(device.open(), 0, page() + 1);
  ASSERT_THAT(address, succeeds());

  EXPECT_EQ(probe.calls(ProbeCall::Entry::mmap).size(), 2u);
}

CHECK_REQUIREMENT(DDI_03, OffsetsAreMultiplesOfThePage) {
  ProbeDriver probe(session().table(), session().handle());
  AttachedDriver device(session(), probe.driver());

  const auto address = device.map(device.open(), page(), 2 * page() + 1);
  ASSERT_THAT(address, succeeds());

  const auto aligned = testing::Truly([this](std::size_t offset) { return offset % page() == 0; });
  EXPECT_THAT(probe.asked_offsets(), testing::AllOf(testing::SizeIs(3), Each(aligned)));
}

CHECK_REQUIREMENT(DDI_04, OffsetThatNoDeviceHasReachesTheDriver) {
  ProbeDriver probe(session().table(), session().handle(), {.length = page()});
  AttachedDriver device(session(), probe.driver());
  const std::size_t far = std::size_t{1} << 30;

  (void)device.map(device.open(), far, page());

  EXPECT_THAT(probe.asked_offsets(), ElementsAre(far));
}

CHECK_REQUIREMENT(DDI_07, NopageForTheLastPageFailsWithEnxio) {
  ProbeDriver probe(session().table(), session().handle(), {.length = 3 * page()});
  AttachedDriver device(session(), probe.driver());
  const int fd = device.open();

  expect_refused([&] { return device.map(fd, 0, 4 * page()); }, [&] { return device.map(fd, 0, 3 * page()); });
}

CHECK_REQUIREMENT(DDI_08, PagesAreAskedForInAscendingOrder) {
  ProbeDriver probe(session().table(), session().handle());
  AttachedDriver device(session(), probe.driver());

  const auto address = device.map(device.open(), page(), 3 * page());
  ASSERT_THAT(address, succeeds());

  EXPECT_THAT(probe.asked_offsets(), ElementsAre(page(), 2 * page(), 3 * page()));
}

CHECK_REQUIREMENT(DDI_08, FirstRefusalEndsTheAsking) {
  ProbeDriver probe(session().table(), session().handle(), {.length = 2 * page()});
  AttachedDriver device(session(), probe.driver());

  (void)device.map(device.open(), 0, 5 * page());

  EXPECT_THAT(probe.asked_offsets(), ElementsAre(0u, page(), 2 * page()));
}

CHECK_REQUIREMENT(DDI_11, PrivateMappingFailsWithEinval) {
  ProbeDriver probe(session().table(), session().handle());
  AttachedDriver device(session(), probe.driver());
  const int fd = device.open();

  expect_refused([&] { return device.map(fd, 0, page(), read_only, MAPPROOF_MAP_PRIVATE); },
                 [&] { return device.map(fd, 0, page(), read_only, MAPPROOF_MAP_SHARED); });
}

CHECK_REQUIREMENT(DDI_16, ClosingTheDescriptorOfAMappedDeviceDoesNotCloseIt) {
  ProbeDriver probe(session().table(), session().handle());
  AttachedDriver device(session(), probe.driver());
  const int fd = device.open();
  void* const address = given(device.map(fd, 0, page()));

  device.close(fd);
  const std::size_t closes_while_mapped = probe.calls(ProbeCall::Entry::close).size();
  device.unmap(address, page());

  EXPECT_EQ(closes_while_mapped, 0u);
  EXPECT_EQ(probe.calls(ProbeCall::Entry::close).size(), 1u);
}

}  // namespace mapproof
