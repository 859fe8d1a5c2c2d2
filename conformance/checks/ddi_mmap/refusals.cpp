// What the user's mmap() of a device refuses, and that the driver hears nothing of it.
// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include "attached_driver.hpp"
#include "requirements/ddi_mmap.hpp"

namespace mapproof {
namespace {

using ddi::ProbeCall;

constexpr std::uint32_t shared_fixed = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED;

// The call's answer, and that it was given without the driver.
Answer unasked(const ddi::ProbeDriver& probe, const std::function<Answer()>& call) {
  const std::size_t before = probe.calls(ProbeCall::Entry::mmap).size();
  const Answer answer = call();
  EXPECT_EQ(probe.calls(ProbeCall::Entry::mmap).size(), before) << "the driver was asked";
  return answer;
}

CHECK_REQUIREMENT(DDI_01, DriverWithoutMmapFailsWithEnodev) {
  const DriverProbe without(session(), {.has_mmap = false});
  const DriverProbe with(session());
  AttachedDriver lacking(session(), without);
  AttachedDriver complete(session(), with);
  const int lacking_fd = lacking.open();
  const int complete_fd = complete.open();

  expect_refused([&] { return lacking.map(lacking_fd, 0, page()); },
                 [&] { return complete.map(complete_fd, 0, page()); });
}

CHECK_REQUIREMENT(DDI_11, PrivateMappingFailsWithEinval) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  expect_refused([&] { return device.map({.fd = fd, .length = page(), .flags = MAPPROOF_MAP_PRIVATE}); },
                 [&] { return device.map({.fd = fd, .length = page(), .flags = MAPPROOF_MAP_SHARED}); });
}

CHECK_REQUIREMENT(DDI_12, RequestWithoutAFreeRangeFailsWithEnomem) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  const auto map = [&]() -> Answer { return device.map(fd, 0, page()); };

  expect_refused([&] { return during(MAPPROOF_ADDRESS_SPACE_FULL, 0, map); }, map);
}

CHECK_REQUIREMENT(DDI_13, RefusedFixedMappingLeavesWhatWasThere) {
  const DriverProbe probe(session(), {.length = 2 * page()});
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const canary = given(device.map({.fd = fd, .length = page(), .protection = read_write}));
  set_word(canary, 0xCA4A'0D13);

  const auto over =
      device.map({.fd = fd, .offset = page(), .length = 2 * page(), .flags = shared_fixed, .address = canary});

  EXPECT_FALSE(over.has_value()) << "the driver refused the second page";
  ASSERT_EQ(signal_of([&] { set_word(canary, word(canary)); }), 0);
  EXPECT_EQ(word(canary), 0xCA4A'0D13u);
}

CHECK_REQUIREMENT(DDI_13, GrantedFixedMappingReplacesWhatWasThere) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const other = given(device.map({.fd = fd, .offset = page(), .length = page(), .protection = read_write}));
  set_word(other, 0xCA4A'0113);
  void* const first = given(device.map({.fd = fd, .length = page(), .protection = read_write}));

  const auto over = device.map({.fd = fd, .offset = page(), .length = page(), .flags = shared_fixed, .address = first});
  ASSERT_THAT(over, succeeds());

  EXPECT_EQ(*over, first);
  EXPECT_EQ(word(first), 0xCA4A'0113u);
}

CHECK_REQUIREMENT(DDI_38, ZeroLengthFailsWithEinval) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  expect_refused([&] { return unasked(probe, [&] { return device.map(fd, 0, 0); }); },
                 [&] { return device.map(fd, 0, page()); });
}

CHECK_REQUIREMENT(DDI_38, UnalignedOffsetFailsWithEinval) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  expect_refused([&] { return unasked(probe, [&] { return device.map(fd, 1, page()); }); },
                 [&] { return device.map(fd, 0, page()); });
}

CHECK_REQUIREMENT(DDI_38, UnalignedFixedAddressFailsWithEinval) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  auto* const place = static_cast<std::byte*>(given(device.map(fd, 0, 2 * page())));
  const auto map_at = [&](void* address) {
    return device.map({.fd = fd, .length = page(), .flags = shared_fixed, .address = address});
  };

  expect_refused([&] { return unasked(probe, [&] { return map_at(place + 1); }); }, [&] { return map_at(place); });
}

CHECK_REQUIREMENT(DDI_38, MissingTypeFailsWithEinval) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  const auto map_as = [&](std::uint32_t flags) { return device.map({.fd = fd, .length = page(), .flags = flags}); };

  expect_refused([&] { return unasked(probe, [&] { return map_as(0); }); },
                 [&] { return map_as(MAPPROOF_MAP_SHARED); });
}

CHECK_REQUIREMENT(DDI_39, DescriptorNotOpenForReadingFailsWithEacces) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int writer = device.open(MAPPROOF_PROT_WRITE);
  const int both = device.open(open_read_write);

  expect_refused([&] { return unasked(probe, [&] { return device.map(writer, 0, page()); }); },
                 [&] { return device.map(both, 0, page()); });
}

CHECK_REQUIREMENT(DDI_39, WriterOfADescriptorNotOpenForWritingFailsWithEacces) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open(MAPPROOF_PROT_READ);
  const auto map_to = [&](std::uint32_t protection) {
    return device.map({.fd = fd, .length = page(), .protection = protection});
  };

  expect_refused([&] { return unasked(probe, [&] { return map_to(read_write); }); }, [&] { return map_to(read_only); });
}

CHECK_REQUIREMENT(DDI_40, RecordLockFailsWithEagain) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  const auto map = [&]() -> Answer { return device.map(fd, 0, page()); };

  expect_refused([&] { return unasked(probe, [&] { return during(MAPPROOF_DEVICE_RECORD_LOCKED, 0, map); }); }, map);
}

CHECK_REQUIREMENT(DDI_41, NodeThatMayNotBeMappedFailsWithEnosys) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  const auto map = [&]() -> Answer { return device.map(fd, 0, page()); };

  expect_refused([&] { return unasked(probe, [&] { return during(MAPPROOF_DEVICE_MAPPING_BARRED, 0, map); }); }, map);
}

CHECK_REQUIREMENT(DDI_43, OneMappingTooManyFailsWithEmfile) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  const auto map = [&]() -> Answer { return device.map(fd, 0, page()); };

  expect_refused([&] { return during(MAPPROOF_MAPPING_TABLE_FULL, 0, map); }, map);
}

CHECK_REQUIREMENT(DDI_44, ClosedDescriptorFailsWithEbadf) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int closed = device.open();
  const int open = device.open();
  device.close(closed);

  expect_refused([&] { return unasked(probe, [&] { return device.map(closed, 0, page()); }); },
                 [&] { return device.map(open, 0, page()); });
}

CHECK_REQUIREMENT(DDI_44, NoDescriptorFailsWithEbadf) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int open = device.open();

  expect_refused([&] { return unasked(probe, [&] { return device.map(MAPPROOF_NOFD, 0, page()); }); },
                 [&] { return device.map(open, 0, page()); });
}

CHECK_REQUIREMENT(DDI_45, DeviceIsClosedWithItsDescriptorAfterARefusal) {
  const DriverProbe probe(session(), {.length = page()});
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  const auto refused = device.map(fd, 0, 2 * page());
  const std::size_t closes_before = probe.calls(ProbeCall::Entry::close).size();

  device.close(fd);

  EXPECT_FALSE(refused.has_value());
  EXPECT_EQ(closes_before, 0u) << "closed by the refusal";
  EXPECT_EQ(probe.calls(ProbeCall::Entry::close).size(), 1u) << "kept open by the refusal";
}

}  // namespace
}  // namespace mapproof
