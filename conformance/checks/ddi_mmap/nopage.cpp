// What becomes of a request of which the driver refuses a page.
// SPDX-License-Identifier: Apache-2.0
#include "attached_driver.hpp"
#include "requirements/ddi_mmap.hpp"

namespace mapproof {
namespace {

using ddi::ProbeCall;

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

/// A driver that has all pages but one.
class DriverWithAHole : public DriverProbe {
 public:
  DriverWithAHole(const Session& session, std::size_t hole)
      : DriverProbe(session, {.answer = [this, hole](const ProbeCall& call) {
                      return call.offset == hole ? MAPPROOF_NOPAGE : page_at(call.offset);
                    }}) {}
};

constexpr std::size_t asked_pages = 5;

CHECK_REQUIREMENT(DDI_46, RequestWithARefusedPageIsRefused) {
  for (std::size_t refused = 0; refused < asked_pages; ++refused) {
    const DriverWithAHole probe(session(), refused * page());
    AttachedDriver device(session(), probe);
    const int fd = device.open();

    expect_refused([&] { return device.map(fd, 0, asked_pages * page()); },
                   [&] { return device.map(fd, (refused + 1) * page(), page()); });
  }
}

CHECK_REQUIREMENT(DDI_46, RequestForNothingButTheRefusedPageIsRefused) {
  const DriverWithAHole probe(session(), page());
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  expect_refused([&] { return device.map(fd, page(), page()); }, [&] { return device.map(fd, 0, page()); });
}

CHECK_REQUIREMENT(DDI_46, NothingOfARefusedRequestIsMapped) {
  const DriverWithAHole probe(session(), 2 * page());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  auto* const place = static_cast<std::byte*>(given(device.map(fd, 3 * page(), asked_pages * page())));
  device.unmap(place, asked_pages * page());
  const DeviceMap map{
      .fd = fd, .length = asked_pages * page(), .flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED, .address = place};

  std::size_t pages_there = 0;
  // Looked at before anything else can be placed there.
  const auto map_and_look = [&] {
    const Result<void*> address = device.map(map);
    for (std::size_t offset = 0; offset < map.length; offset += page())
      pages_there += signal_of([&] { (void)word(place + offset); }) == 0 ? 1 : 0;
    return address;
  };

  expect_refused(map_and_look, [&] { return device.map(fd, 3 * page(), page()); });

  EXPECT_EQ(pages_there, 0u) << "pages of the refused request that can be read";
}

}  // namespace
}  // namespace mapproof
