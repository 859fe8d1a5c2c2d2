// Channels of a device, and how long descriptors and mappings keep it open.
// SPDX-License-Identifier: Apache-2.0
#include "attached_driver.hpp"
#include "requirements/ddi_device.hpp"

namespace mapproof {
namespace {

using ddi::ProbeCall;
using Entry = ddi::ProbeCall::Entry;

CHECK_REQUIREMENT(DDI_14, DriverIsAskedOnlyBetweenOpenAndClose) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const address = given(device.map(fd, 0, page()));
  device.unmap(address, page());
  device.close(fd);

  bool is_open = false;
  std::size_t asked = 0;
  for (const ProbeCall& call : probe.calls()) {
    if (call.entry == Entry::open) is_open = true;
    if (call.entry == Entry::close) is_open = false;
    if (call.entry != Entry::mmap) continue;
    ++asked;
    EXPECT_TRUE(is_open) << "asked for offset " << call.offset << " of a device that was not open";
  }

  EXPECT_GE(asked, 1u);
}

CHECK_REQUIREMENT(DDI_14, ClosedDescriptorReachesNoDriver) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  device.close(fd);

  (void)device.map(fd, 0, page());

  EXPECT_EQ(probe.calls(Entry::mmap).size(), 0u);
}

CHECK_REQUIREMENT(DDI_15, MappedPageKeepsItsContentWithoutADescriptor) {
  const DriverProbe one(session());
  const DriverProbe other(session());
  AttachedDriver device(session(), one);
  AttachedDriver next(session(), other);
  const int fd = device.open();
  void* const kept = given(device.map({.fd = fd, .length = page(), .protection = read_write}));
  set_word(kept, 0xCA4A'0D15);

  device.close(fd);
  void* const later = given(next.map({.fd = next.open(), .length = page(), .protection = read_write}));
  set_word(later, 0);

  ASSERT_EQ(signal_of([&] { set_word(kept, word(kept)); }), 0);
  EXPECT_EQ(word(kept), 0xCA4A'0D15u);
}

CHECK_REQUIREMENT(DDI_15, InstanceOfAMappedPageIsNotRemoved) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const address = given(device.map(fd, 0, page()));
  device.close(fd);

  (void)device.detach();
  const std::size_t removed_while_mapped = probe.calls(Entry::config_remove).size();
  device.unmap(address, page());

  EXPECT_EQ(removed_while_mapped, 0u);
}

CHECK_REQUIREMENT(DDI_15, PageBesideAFixedMappingKeepsItsInstance) {
  const DriverProbe other(session());
  const DriverProbe probe(session());
  AttachedDriver next(session(), other);
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  auto* const all = static_cast<std::byte*>(given(device.map(fd, 0, 2 * page())));
  device.close(fd);
  ASSERT_THAT(
      next.map(
          {.fd = next.open(), .length = page(), .flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED, .address = all}),
      succeeds());

  (void)device.detach();
  const std::size_t removed_while_mapped = probe.calls(Entry::config_remove).size();

  EXPECT_EQ(removed_while_mapped, 0u) << "the second page is still mapped";
}

CHECK_REQUIREMENT(DDI_16, FixedMappingOverTheLastPageClosesTheDevice) {
  const DriverProbe probe(session());
  const DriverProbe other(session());
  AttachedDriver device(session(), probe);
  AttachedDriver next(session(), other);
  const int fd = device.open();
  auto* const all = static_cast<std::byte*>(given(device.map(fd, 0, 2 * page())));
  device.close(fd);
  const int next_fd = next.open();
  const auto replace = [&](std::byte* place) {
    given(next.map(
        {.fd = next_fd, .length = page(), .flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED, .address = place}));
    return probe.calls(Entry::close).size();
  };

  const std::size_t closes_with_one_page = replace(all);
  const std::size_t closes_with_none = replace(all + page());

  EXPECT_EQ(closes_with_one_page, 0u);
  EXPECT_EQ(closes_with_none, 1u);
}

CHECK_REQUIREMENT(DDI_16, ClosingTheDescriptorOfAMappedDeviceDoesNotCloseIt) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const address = given(device.map(fd, 0, page()));

  device.close(fd);
  const std::size_t closes_while_mapped = probe.calls(Entry::close).size();
  device.unmap(address, page());

  EXPECT_EQ(closes_while_mapped, 0u);
  EXPECT_EQ(probe.calls(Entry::close).size(), 1u);
}

CHECK_REQUIREMENT(DDI_16, LastPageOfAMappingClosesTheDevice) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  auto* const address = static_cast<std::byte*>(given(device.map(fd, 0, 2 * page())));
  device.close(fd);

  device.unmap(address, page());
  const std::size_t closes_with_one_page = probe.calls(Entry::close).size();
  device.unmap(address + page(), page());

  EXPECT_EQ(closes_with_one_page, 0u);
  EXPECT_EQ(probe.calls(Entry::close).size(), 1u);
}

CHECK_REQUIREMENT(DDI_17, ChannelThatWasOpenedTwiceIsClosedOnce) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int first = device.open();
  const int second = device.open();

  device.close(first);
  const std::size_t closes_with_one_user = probe.calls(Entry::close).size();
  device.close(second);

  EXPECT_EQ(closes_with_one_user, 0u);
  EXPECT_EQ(probe.calls(Entry::close).size(), 1u);
}

CHECK_REQUIREMENT(DDI_17, ChannelsAreClosedEachOnItsOwn) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int one = device.open(open_read_write, 1);
  const int two = device.open(open_read_write, 2);

  device.close(two);
  device.close(one);

  const auto closes = probe.calls(Entry::close);
  ASSERT_EQ(closes.size(), 2u);
  EXPECT_EQ(closes[0].channel, 2u);
  EXPECT_EQ(closes[1].channel, 1u);
}

CHECK_REQUIREMENT(DDI_17, ChannelIsClosedAlthoughTheDriverAnswersWithAnError) {
  const DriverProbe probe(session(), {.close_error = EIO});
  AttachedDriver device(session(), probe);

  device.close(device.open());
  const std::size_t closes = probe.calls(Entry::close).size();

  EXPECT_EQ(closes, 1u);
  EXPECT_THAT(device.detach(), succeeds()) << "nothing is open any more";
}

CHECK_REQUIREMENT(DDI_20, EntryPointIsToldTheChannel) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  device.open(open_read_write, 1);

  ASSERT_THAT(device.map(device.open(open_read_write, 3), 0, page()), succeeds());

  const auto asked = probe.calls(Entry::mmap);
  ASSERT_FALSE(asked.empty());
  for (const ProbeCall& call : asked) EXPECT_EQ(call.channel, 3u);
}

CHECK_REQUIREMENT(DDI_20, ChannelsOfOneInstanceShowTheirOwnMemory) {
  const DriverProbe probe(session(), {.pages_per_channel = 1});
  AttachedDriver device(session(), probe);
  const auto map = [&](std::uint32_t channel) {
    return given(device.map({.fd = device.open(open_read_write, channel), .length = page(), .protection = read_write}));
  };
  void* const of_first = map(0);
  void* const of_second = map(1);

  set_word(of_first, 0xCA4A'0D20);
  set_word(of_second, 0xCA4A'0120);

  EXPECT_EQ(word(of_first), 0xCA4A'0D20u);
  EXPECT_EQ(word(map(1)), 0xCA4A'0120u);
}

CHECK_REQUIREMENT(DDI_21, EntryPointIsToldTheChannelThatOpenMovedTo) {
  const DriverProbe probe(session(), {.redirects_from = 1});
  AttachedDriver device(session(), probe);

  ASSERT_THAT(device.map(device.open(open_read_write, 1), 0, page()), succeeds());

  const auto asked = probe.calls(Entry::mmap);
  ASSERT_FALSE(asked.empty());
  for (const ProbeCall& call : asked) EXPECT_EQ(call.channel, 2u);
}

CHECK_REQUIREMENT(DDI_21, ChannelThatOpenMovedToIsClosed) {
  const DriverProbe probe(session(), {.redirects_from = 1});
  AttachedDriver device(session(), probe);

  device.close(device.open(open_read_write, 1));

  const auto closes = probe.calls(Entry::close);
  ASSERT_EQ(closes.size(), 1u);
  EXPECT_EQ(closes[0].channel, 2u);
}

CHECK_REQUIREMENT(DDI_22, ChannelBeyondTheLargestIsRefused) {
  const DriverProbe probe(session(), {.channel_count = 3});
  AttachedDriver device(session(), probe);

  expect_refused([&] { return device.try_open(3); }, [&] { return device.try_open(2); });

  EXPECT_EQ(probe.calls(Entry::open).size(), 1u) << "the driver hears of the valid channel only";
}

CHECK_REQUIREMENT(DDI_22, MillionthChannelIsUsable) {
  constexpr std::uint32_t count = 1u << 20;
  const DriverProbe probe(session(), {.channel_count = count});
  AttachedDriver device(session(), probe);

  const auto fd = device.try_open(count - 1);
  ASSERT_THAT(fd, succeeds());
  ASSERT_THAT(device.map(*fd, 0, page()), succeeds());

  const auto asked = probe.calls(Entry::mmap);
  ASSERT_FALSE(asked.empty());
  for (const ProbeCall& call : asked) EXPECT_EQ(call.channel, count - 1);
}

// The number by which the driver heard of the device, whenever it was asked.
std::uint32_t number_of(const ddi::ProbeDriver& probe, AttachedDriver& device, int fd) {
  const std::size_t before = probe.calls(Entry::mmap).size();
  const Result<void*> address = device.map(fd, 0, 1);
  if (!address) throw Unresolved{"the device was not mapped: " + name_of(address.error())};
  const auto calls = probe.calls(Entry::mmap);
  if (calls.size() == before) throw Unresolved{"the driver was not asked"};
  for (std::size_t i = before; i < calls.size(); ++i) EXPECT_EQ(calls[i].channel, calls[before].channel);
  return calls[before].channel;
}

CHECK_REQUIREMENT(DDI_48, DevicesOfOneDriverHaveNumbersOfTheirOwn) {
  const DriverProbe probe(session());
  AttachedDriver first(session(), probe);
  AttachedDriver second(session(), probe);

  const std::uint32_t number = number_of(probe, first, first.open());

  EXPECT_NE(number_of(probe, second, second.open()), number) << "another device";
  EXPECT_NE(number_of(probe, first, first.open(open_read_write, 1)), number) << "another minor device";
}

CHECK_REQUIREMENT(DDI_48, DeviceKeepsItsNumber) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  const std::uint32_t number = number_of(probe, device, fd);

  EXPECT_EQ(number_of(probe, device, fd), number) << "through the same descriptor";
  EXPECT_EQ(number_of(probe, device, device.open()), number) << "through another descriptor";
}

}  // namespace
}  // namespace mapproof
