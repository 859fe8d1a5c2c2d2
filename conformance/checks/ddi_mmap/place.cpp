// Where the user's mmap() of a device puts a mapping, and what it leaves alone.
// SPDX-License-Identifier: Apache-2.0
#include "attached_driver.hpp"
#include "core/bystanders.hpp"
#include "requirements/ddi_mmap.hpp"

namespace mapproof {
namespace {

constexpr std::uint32_t shared_fixed = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED;
constexpr std::uint32_t device_pages = 4;

CHECK_REQUIREMENT(DDI_56, MemoryOfEveryKindAtTheHintKeepsItsBytes) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  expect_bystanders_kept(page(), [&](void* hint, std::size_t length, std::uintptr_t* placed) {
    const auto mapping = device.map({.fd = fd, .length = length, .address = hint});
    if (!mapping) return false;
    *placed = reinterpret_cast<std::uintptr_t>(*mapping);
    device.unmap(*mapping, length);
    return true;
  });
}

CHECK_REQUIREMENT(DDI_56, MappingOfADeviceAtTheHintIsLeftAlone) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const first = given(device.map({.fd = fd, .length = page(), .protection = read_write}));
  set_word(first, 0xCA4A'0156);

  const auto second = device.map({.fd = fd, .offset = page(), .length = page(), .address = first});
  ASSERT_THAT(second, succeeds());

  EXPECT_NE(*second, first);
  EXPECT_EQ(word(first), 0xCA4A'0156u);
}

// The middle of a mapping is replaced: each page of the device holds its own number.
CHECK_REQUIREMENT(DDI_57, PagesBesideAFixedMappingStay) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  constexpr std::uint32_t last = device_pages - 1;
  auto* const all =
      static_cast<std::byte*>(given(device.map({.fd = fd, .length = device_pages * page(), .protection = read_write})));
  for (std::uint32_t i = 0; i < device_pages; ++i) set_word(all + i * page(), 0xCA4A'0057 + i);

  const auto over =
      device.map({.fd = fd, .offset = last * page(), .length = page(), .flags = shared_fixed, .address = all + page()});
  ASSERT_THAT(over, succeeds());

  for (std::uint32_t i = 0; i < device_pages; ++i) {
    const std::byte* const place = all + i * page();
    ASSERT_EQ(signal_of([&] { (void)word(place); }), 0) << "page " << i << " is gone";
    EXPECT_EQ(word(place), 0xCA4A'0057 + (i == 1 ? last : i)) << "page " << i;
  }
}

// A hint names a place, and need not name the beginning of a page.
CHECK_REQUIREMENT(DDI_56, HintInsideAPageIsTakenForOne) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  auto* const used = static_cast<std::byte*>(given(device.map(fd, 0, page())));

  const auto mapping = device.map({.fd = fd, .offset = page(), .length = page(), .address = used + 1});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_NE(*mapping, used);
}

// The driver, whose close the framework may have to call now, is not called in the middle of it.
CHECK_REQUIREMENT(DDI_57, LastPageOfADeviceWithoutDescriptorIsReplaced) {
  const DriverProbe one(session());
  const DriverProbe other(session());
  AttachedDriver device(session(), one);
  AttachedDriver next(session(), other);
  const int fd = device.open();
  void* const place = given(device.map({.fd = fd, .length = page(), .protection = read_write}));
  set_word(place, 0xCA4A'0357);
  device.close(fd);
  const int next_fd = next.open();
  void* const same = given(next.map({.fd = next_fd, .length = page(), .protection = read_write}));
  set_word(same, 0xCA4A'0457);

  const auto over = next.map({.fd = next_fd, .length = page(), .flags = shared_fixed, .address = place});
  ASSERT_THAT(over, succeeds());

  EXPECT_EQ(word(place), 0xCA4A'0457u);
}

}  // namespace
}  // namespace mapproof
