// Page ids name pages of live devices and nothing else; the reference driver grants what it says.
// SPDX-License-Identifier: Apache-2.0
#include "ddi/memory_driver.h"
#include "framework_fixture.hpp"

namespace mapproof::ddi {
namespace {

class PageIdTest : public FrameworkTest {
 protected:
  static mapproof_page_id devmem_ppid(void* framework, std::uint64_t key, std::uint32_t chunk, std::size_t offset) {
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
}

TEST_F(PageIdTest, NamesPagesOfTheKernelMemoryThatWasGiven) {
  void* first = nullptr;
  void* rest = nullptr;
  ASSERT_EQ(framework().kernel_memory(page_ + 1, first).error, 0);
  const auto by_address = [&](std::uint32_t source, std::size_t distance) {
    mapproof_page_id_request request{};
    request.source = source;
    request.address = static_cast<std::byte*>(first) + distance;
    return framework().page_id(request);
  };

  EXPECT_NE(by_address(MAPPROOF_KVTOPPID, 2 * page_ - 1), MAPPROOF_NOPAGE);
  EXPECT_EQ(by_address(MAPPROOF_KVTOPPID, 0), by_address(MAPPROOF_HAT_GETKPFNUM, page_ - 1));
  EXPECT_EQ(by_address(MAPPROOF_KVTOPPID, 2 * page_), MAPPROOF_NOPAGE) << "not given yet";
  EXPECT_EQ(framework().kernel_memory(DeviceMemory::kernel_pages * page_, rest).error, ENOMEM);
  EXPECT_EQ(framework().kernel_memory((DeviceMemory::kernel_pages - 2) * page_, rest).error, 0);
}

TEST_F(PageIdTest, KeyStandsForTheMemoryThatPhystoppidNames) {
  KeyKeeper keeper;
  framework().attach(&keeper.driver);
  mapproof_driver_resource memory{};

  ASSERT_EQ(framework().resource(keeper.key, 0, memory).error, 0);
  EXPECT_EQ(memory.length, DeviceMemory::pages_per_device * page_);
  EXPECT_EQ(by_physical(MAPPROOF_PHYSTOPPID, memory.physical + page_, 0),
            devmem_ppid(&framework(), keeper.key, 0, page_));
  EXPECT_EQ(framework().resource(keeper.key, memory.chunk_count, memory).error, ENXIO);
  EXPECT_EQ(framework().resource(keeper.key + 1, 0, memory).error, ENXIO);
}

TEST_F(PageIdTest, ChangedResourcesMakeTheOldKeyStale) {
  const ProbeDriver probe(table_, &session_);
  const int device = attach(probe);
  const std::uint64_t old_key = probe.key();

  ASSERT_EQ(framework().modify(device).error, 0);

  EXPECT_NE(probe.key(), old_key);
  EXPECT_EQ(devmem_ppid(&framework(), old_key, 0, 0), MAPPROOF_NOPAGE);
  EXPECT_NE(devmem_ppid(&framework(), probe.key(), 0, 0), MAPPROOF_NOPAGE);
  EXPECT_EQ(framework().modify(device + 1).error, ENXIO);
}

TEST_F(PageIdTest, DriverCompiledBeforeConfigModifyIsNotAsked) {
  ProbeDriver probe(table_, &session_);
  mapproof_driver older = probe.driver();
  older.struct_size = offsetof(mapproof_driver, config_modify);

  ASSERT_EQ(framework().modify(framework().attach(&older).value).error, 0);

  EXPECT_TRUE(probe.calls(ProbeCall::Entry::config_modify).empty());
}

TEST_F(PageIdTest, PagesAndBytes) {
  EXPECT_EQ(convert_pages(MAPPROOF_PTOB, 3, page_), 3 * page_);
  EXPECT_EQ(convert_pages(MAPPROOF_PTOB, ~0ul, page_), ~0ul - page_ + 1);
  EXPECT_EQ(convert_pages(MAPPROOF_BTOP, page_ + 1, page_), 1u);
  EXPECT_EQ(convert_pages(MAPPROOF_BTOPR, page_ + 1, page_), 2u);
  EXPECT_EQ(convert_pages(MAPPROOF_BTOPR, ~0ul, page_), ~0ul / page_ + 1);
}

TEST_F(PageIdTest, ReferenceDriverGrantsWhatItSays) {
  mapproof_memory_driver memory;
  mapproof_memory_driver_init(&memory, devmem_ppid, &framework(), page_, MAPPROOF_PROT_READ | MAPPROOF_PROT_USER, 80);
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

TEST_F(PageIdTest, ReferenceDriverBeforeDdi8RefusesNegativeOffsets) {
  mapproof_memory_driver memory;
  mapproof_memory_driver_init(&memory, devmem_ppid, &framework(), page_, MAPPROOF_PROT_READ, 71);
  ASSERT_EQ(framework().attach(&memory.driver).error, 0);
  const auto ask = [&](std::int64_t offset) {
    return memory.driver.mmap_before_8(&memory.driver, 0, offset, MAPPROOF_PROT_READ);
  };
  const auto end = static_cast<std::int64_t>(MAPPROOF_MEMORY_DRIVER_PAGES * page_);

  EXPECT_NE(ask(0), MAPPROOF_NOPAGE);
  EXPECT_EQ(ask(-1), MAPPROOF_NOPAGE);
  EXPECT_EQ(ask(INT64_MIN), MAPPROOF_NOPAGE);
  EXPECT_NE(ask(end - 1), MAPPROOF_NOPAGE);
  EXPECT_EQ(ask(end), MAPPROOF_NOPAGE);
}

}  // namespace
}  // namespace mapproof::ddi
