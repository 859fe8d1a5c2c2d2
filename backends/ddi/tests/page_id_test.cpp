// Page ids name pages of live devices and nothing else; the reference driver grants what it says.
// SPDX-License-Identifier: Apache-2.0
#include "ddi/memory_driver.h"
#include "framework_fixture.hpp"

namespace mapproof::ddi {
namespace {

class PageIdTest : public FrameworkTest {
 protected:
  static mapproof_page_id devmem_ppid(void* framework, rm_key_t key, std::uint32_t chunk, std::size_t offset) {
    mapproof_page_id_request request{};
    request.source = MAPPROOF_DEVMEM_PPID;
    request.key = key;
    request.chunk = chunk;
    request.offset = offset;
    return static_cast<Framework*>(framework)->page_id(request);
  }
  mapproof_page_id by_physical(std::uint32_t source, std::uint64_t physical, std::uint32_t space) {
    mapproof_page_id_request request{};
    request.source = source;
    request.physical = physical;
    request.space = space;
    return framework().page_id(request);
  }
};

// Keeps the key that its instance was given.
struct KeyKeeper {
  KeyKeeper() {
    driver.struct_size = sizeof driver;
    driver.ddi_version = 80;
    driver.channel_count = 1;
    driver.config_add = [](const mapproof_driver* self, std::uint64_t given, void**) {
      static_cast<KeyKeeper*>(self->context)->key = given;
      return 0;
    };
    driver.context = this;
  }
  mapproof_driver driver{};
  std::uint64_t key = 0;
};

TEST_F(PageIdTest, NamesThePagesOfALiveDevice) {
  KeyKeeper keeper;
  framework().attach(&keeper.driver);
  const std::size_t last = (DeviceMemory::pages_per_device - 1) * page_;

  EXPECT_NE(devmem_ppid(&framework(), keeper.key, 0, 0), MAPPROOF_NOPAGE);
  EXPECT_NE(devmem_ppid(&framework(), keeper.key, 0, last), MAPPROOF_NOPAGE);
  EXPECT_NE(devmem_ppid(&framework(), keeper.key, 0, 0), devmem_ppid(&framework(), keeper.key, 0, page_));
  EXPECT_EQ(devmem_ppid(&framework(), keeper.key, 0, last + page_), MAPPROOF_NOPAGE);
  EXPECT_EQ(devmem_ppid(&framework(), keeper.key, 1, 0), MAPPROOF_NOPAGE);
}

TEST_F(PageIdTest, ForgetsTheKeyOfADetachedDevice) {
  KeyKeeper first;
  const int device = framework().attach(&first.driver).value;
  const std::uint64_t stale = first.key;
  framework().detach(device);
  KeyKeeper second;
  framework().attach(&second.driver);

  EXPECT_EQ(devmem_ppid(&framework(), stale, 0, 0), MAPPROOF_NOPAGE);
  EXPECT_NE(devmem_ppid(&framework(), second.key, 0, 0), MAPPROOF_NOPAGE);
}

TEST_F(PageIdTest, NamesPagesByPhysicalAddress) {
  const std::uint64_t base = DeviceMemory::physical_base;

  EXPECT_NE(by_physical(MAPPROOF_PHYSTOPPID, base, 0), MAPPROOF_NOPAGE);
  EXPECT_EQ(by_physical(MAPPROOF_PHYSTOPPID, base - 1, 0), MAPPROOF_NOPAGE);
  EXPECT_EQ(by_physical(MAPPROOF_PHYSTOPPID, base, 0), by_physical(MAPPROOF_HAT_GETPPFNUM, base, 0));
  EXPECT_EQ(by_physical(MAPPROOF_HAT_GETPPFNUM, base, 1), MAPPROOF_NOPAGE);
  EXPECT_EQ(by_physical(MAPPROOF_KVTOPPID, base, 0), MAPPROOF_NOPAGE);
}

TEST_F(PageIdTest, ReferenceDriverGrantsWhatItSays) {
  mapproof_memory_driver memory;
  mapproof_memory_driver_init(&memory, devmem_ppid, &framework(), page_, MAPPROOF_PROT_READ | MAPPROOF_PROT_USER);
  void* instance = nullptr;
  KeyKeeper keeper;
  framework().attach(&keeper.driver);
  ASSERT_EQ(memory.driver.config_add(&memory.driver, keeper.key, &instance), 0);
  const auto ask = [&](std::size_t offset, std::uint32_t protection) {
    return memory.driver.mmap(&memory.driver, instance, 0, offset, protection);
  };
  const std::size_t end = MAPPROOF_MEMORY_DRIVER_PAGES * page_;

  EXPECT_NE(ask(end - page_, MAPPROOF_PROT_READ), MAPPROOF_NOPAGE);
  EXPECT_EQ(ask(end, MAPPROOF_PROT_READ), MAPPROOF_NOPAGE);
  EXPECT_EQ(ask(0, MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE), MAPPROOF_NOPAGE);
  memory.driver.config_remove(&memory.driver, instance);
}

TEST_F(PageIdTest, DriverOfDrvopsIsCalledThrough) {
  static std::size_t asked;
  drvops ops{};
  ops.d_mmap = [](void*, channel_t, std::size_t offset, int) -> ppid_t {
    asked = offset;
    return NOPAGE;
  };
  mapproof_driver driver;
  mapproof_driver_of_drvops(&driver, &ops, 1);

  EXPECT_EQ(map(open(framework().attach(&driver).value), page_, page_).error, ENXIO);
  EXPECT_EQ(asked, page_);
}

}  // namespace
}  // namespace mapproof::ddi
