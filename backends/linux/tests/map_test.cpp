// mmap_device_memory() and its unmap, on a stand-in device.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <thread>
#include <vector>

#include "linux_fixture.hpp"
#include "stand_in.hpp"

namespace mapproof::lnx {
namespace {

constexpr std::uint64_t base = 0xfe000000;
constexpr std::uint32_t read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;

class MapTest : public LinuxTest {
 protected:
  void SetUp() override { open("pci:0000:00:04.0/2", true, stand_in_.paths()); }

  mapproof_address_outcome map(mapproof_map_request request) const {
    return table().mmap_device_memory(handle(), &request);
  }
  char* map_pages(std::size_t first, std::size_t count, void* fixed = nullptr) const {
    const mapproof_address_outcome outcome = map(
        {fixed, count * page(), base + first * page(), read_write, fixed == nullptr ? 0 : MAPPROOF_MAP_FIXED, 0, 0});
    EXPECT_EQ(outcome.error, 0);
    return static_cast<char*>(outcome.value);
  }
  int unmap(void* address, std::size_t length) const {
    const mapproof_unmap_request request{address, length, 0, 0};
    const mapproof_status_outcome outcome = table().munmap_device_memory(handle(), &request);
    return outcome.value == 0 ? 0 : outcome.error;
  }
  std::uint64_t offset_of(const void* address) const {
    const Lookup found = look_up64(address, SIZE_MAX);
    return found.error == 0 ? static_cast<std::uint64_t>(found.offset) : 0;
  }
  std::size_t run_of(const void* address) const { return look_up64(address, SIZE_MAX).contig_length; }

  StandIn stand_in_;
};

TEST_F(MapTest, EachMisuseLeavesItsErrno) {
  void* const top = reinterpret_cast<void*>(facts().highest_address + 1);
  void* const bottom = nullptr;
  char* const place = map_pages(0, 2);
  const auto error = [&](mapproof_map_request request) { return map(request).error; };

  EXPECT_EQ(error({nullptr, 0, base, 1, 0, 0, 0}), EINVAL);
  EXPECT_EQ(error({nullptr, 1, base, 1, 0, 0x1000, 0}), EINVAL);
  EXPECT_EQ(error({nullptr, 1, base, 1, 0, 0, 0x10000000}), EINVAL);
  EXPECT_EQ(error({nullptr, 1, base, 1, MAPPROOF_MAP_STACK, 0, 0}), EINVAL);
  EXPECT_EQ(error({nullptr, 1, base - 1, 1, 0, 0, 0}), ENXIO);
  EXPECT_EQ(error({nullptr, 0x10001, base, 1, 0, 0, 0}), ENXIO);
  EXPECT_EQ(error({nullptr, 2, UINT64_MAX, 1, 0, 0, 0}), ENXIO);
  EXPECT_EQ(error({nullptr, SIZE_MAX, base, 1, 0, 0, 0}), ENOMEM);
  EXPECT_EQ(error({place + 1, 1, base, 1, MAPPROOF_MAP_FIXED, 0, 0}), ENXIO);
  EXPECT_EQ(error({top, page(), base, 1, MAPPROOF_MAP_FIXED, 0, 0}), ENOMEM);
  EXPECT_EQ(error({bottom, page(), base, 1, MAPPROOF_MAP_FIXED, 0, 0}), ENOMEM);
  EXPECT_EQ(error({nullptr, 1, base, MAPPROOF_PROT_READ, MAPPROOF_MAP_NOCACHE | MAPPROOF_MAP_LAZY, 0, 0}), 0);
  EXPECT_EQ(run_of(place), 2 * page());
}

TEST_F(MapTest, WithoutPermissionToWriteAStoreCannotBeMapped) {
  open("pci:0000:00:04.0/2", false, stand_in_.paths());

  EXPECT_EQ(map({nullptr, page(), base, read_write, 0, 0, 0}).error, EPERM);
  EXPECT_EQ(map({nullptr, page(), base, MAPPROOF_PROT_READ, 0, 0, 0}).error, 0);
}

TEST_F(MapTest, UnalignedPhysicalKeepsItsPlaceInThePage) {
  const mapproof_address_outcome two = map({nullptr, 2, base + page() - 1, read_write, 0, 0, 0});
  ASSERT_EQ(two.error, 0);
  char* const bytes = static_cast<char*>(two.value);
  bytes[0] = 'a';
  bytes[1] = 'b';

  const char* const whole = map_pages(0, 2);

  EXPECT_EQ(whole[page() - 1], 'a');
  EXPECT_EQ(whole[page()], 'b');
  EXPECT_EQ(offset_of(bytes), base + page() - 1);
  EXPECT_EQ(run_of(bytes), page() + 1);
  EXPECT_EQ(unmap(bytes, 2), 0);
  EXPECT_EQ(offset_of(bytes), 0u);
}

TEST_F(MapTest, TableFollowsPartialUnmapAndReplacement) {
  char* const place = map_pages(0, 8);
  EXPECT_EQ(run_of(place), 8 * page());

  EXPECT_EQ(unmap(place + 3 * page() + 5, 1), 0);
  map_pages(12, 2, place + 5 * page());

  EXPECT_EQ(run_of(place + 10), 3 * page() - 10);
  EXPECT_EQ(offset_of(place + 3 * page()), 0u);
  EXPECT_EQ(run_of(place + 4 * page()), page());
  EXPECT_EQ(offset_of(place + 6 * page()), base + 13 * page());
  EXPECT_EQ(run_of(place + 5 * page()), 2 * page());
  EXPECT_EQ(offset_of(place + 7 * page()), base + 7 * page());
}

TEST_F(MapTest, PlainUnmapAndFlagsAreTheSameCall) {
  char* const place = map_pages(0, 2);
  const mapproof_unmap_request first{place, page(), 0, 0};
  const mapproof_unmap_request second{place + page(), page(), 4, 0};

  EXPECT_EQ(table().munmap(handle(), &first).value, 0);
  EXPECT_EQ(table().munmap_flags(handle(), &second).error, EINVAL);

  EXPECT_EQ(offset_of(place), 0u);
  EXPECT_EQ(offset_of(place + page()), base + page());
}

TEST_F(MapTest, UnmapRefusesWhatLiesOutside) {
  char* const top = reinterpret_cast<char*>(facts().highest_address + 1);

  EXPECT_EQ(unmap(top - page(), 4 * page()), EINVAL);
  EXPECT_EQ(unmap(top - page(), SIZE_MAX), EINVAL);
  EXPECT_EQ(unmap(nullptr, page()), EINVAL);
  EXPECT_EQ(unmap(map_pages(0, 1), 0), EINVAL);
}

TEST_F(MapTest, AnonymousMappingInItsPlaceIsNoDevice) {
  char* const place = map_pages(0, 1);
  const mapproof_mmap_request request{
      place, page(),        0, read_write, MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_ANON | MAPPROOF_MAP_FIXED, 0,
      0,     MAPPROOF_NOFD, 0};

  EXPECT_EQ(table().mmap(handle(), &request).value, place);

  EXPECT_EQ(offset_of(place), 0u);
}

TEST_F(MapTest, PhysicalMmapIsADeviceMapping) {
  mapproof_mmap_request request{nullptr, page(), base,          read_write, MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PHYS,
                                0,       0,      MAPPROOF_NOFD, 0};
  EXPECT_EQ(offset_of(table().mmap(handle(), &request).value), base);

  request.fd = 0;
  EXPECT_EQ(table().mmap(handle(), &request).error, EINVAL);
  request.fd = MAPPROOF_NOFD;
  request.flags = MAPPROOF_MAP_PHYS;
  EXPECT_EQ(table().mmap(handle(), &request).error, EINVAL);
}

TEST_F(MapTest, ChildKnowsTheMappingsOfItsParent) {
  char* const place = map_pages(4, 2);

  EXPECT_EQ(failures_in_child([&] {
              const int wrong = offset_of(place) != base + 4 * page();
              return wrong + (unmap(place, page()) != 0) + (offset_of(place) != 0);
            }),
            0);
  EXPECT_EQ(offset_of(place), base + 4 * page());
}

TEST_F(MapTest, ThreadsThatMapAndUnmapAtOnceAllFindWhatTheyMapped) {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t i = 0; i < 300; ++i) {
        const std::size_t pages = 1 + (i + thread) % 4;
        char* const place = map_pages(thread, pages);
        wrong += offset_of(place) != base + thread * page();
        wrong += unmap(place, pages * page()) != 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(wrong, 0);
}

const MapTest* handler_test = nullptr;
std::atomic<int> handler_mistakes{0};
std::atomic<int> handler_runs{0};

TEST_F(MapTest, SignalHandlerMapsWhileInterruptedCodeMaps) {
  handler_test = this;
  std::signal(SIGUSR2, [](int) {
    const MapTest& test = *handler_test;
    const mapproof_map_request request{nullptr, 4096, base, MAPPROOF_PROT_READ, 0, 0, 0};
    const mapproof_address_outcome mapped = test.table().mmap_device_memory(test.handle(), &request);
    std::int64_t offset = 0;
    const mapproof_offset_request question{mapped.value, 1, &offset, nullptr, nullptr, MAPPROOF_NOFD, 0};
    handler_mistakes += test.table().mem_offset64(test.handle(), &question).value != 0 || offset != base;
    const mapproof_unmap_request end{mapped.value, 4096, 0, 0};
    handler_mistakes += test.table().munmap_device_memory(test.handle(), &end).value != 0;
    ++handler_runs;
  });
  std::atomic<bool> stop{false};
  const pthread_t here = pthread_self();
  std::thread sender([&] {
    for (int sent = 0; sent < 300; ++sent) {
      const int runs = handler_runs;
      pthread_kill(here, SIGUSR2);
      while (handler_runs == runs) std::this_thread::yield();
    }
    stop = true;
  });
  int wrong = 0;
  while (!stop) {
    char* const place = map_pages(3, 3);
    wrong += offset_of(place) != base + 3 * page();
    wrong += unmap(place, 3 * page()) != 0;
  }
  sender.join();
  std::signal(SIGUSR2, SIG_DFL);

  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(handler_mistakes, 0);
}

TEST_F(MapTest, WitnessesSeeTheMappingAsTheKernelDoes) {
  char* const place = map_pages(2, 3);
  EXPECT_EQ(witness(place + page() + 7), base + 3 * page() + 7);
  std::vector<mapproof_mapping> entries(1000);
  std::size_t count = 0;

  ASSERT_EQ(table().mappings(handle(), entries.data(), entries.size(), &count).error, 0);

  int found = 0;
  for (std::size_t i = 0; i < std::min(count, entries.size()); ++i) {
    if (entries[i].physical == UINT64_MAX) continue;
    ++found;
    EXPECT_EQ(entries[i].address, reinterpret_cast<std::uintptr_t>(place));
    EXPECT_EQ(entries[i].length, 3 * page());
    EXPECT_EQ(entries[i].physical, base + 2 * page());
    EXPECT_EQ(entries[i].protection, read_write);
  }
  EXPECT_EQ(found, 1);
}

TEST_F(MapTest, CachingComesFromTheKernelsList) {
  char* const place = map_pages(0, 2);
  std::uint32_t caching = 0;
  EXPECT_EQ(table().caching_of(handle(), place, &caching).error, ENOTSUP);

  stand_in_.write(stand_in_.memtypes(),
                  "PAT memtype list:\nPAT: [mem 0x00000000bffe0000-0x00000000bffe1000] write-back\n"
                  "PAT: [mem 0x00000000fe000000-0x00000000fe001000] uncached-minus\n"
                  "write-combining @ 0xfe001000-0xfe002000\n");

  EXPECT_EQ(table().caching_of(handle(), place, &caching).error, 0);
  EXPECT_EQ(caching, MAPPROOF_UNCACHED);
  EXPECT_EQ(table().caching_of(handle(), place + page(), &caching).error, 0);
  EXPECT_EQ(caching, MAPPROOF_WRITE_COMBINING);
}

TEST_F(MapTest, FloorMapsTheSamePages) {
  const mapproof_map_request request{nullptr, page(), base + page(), read_write, 0, 0, 0};
  map_pages(1, 1)[9] = 'x';

  const mapproof_address_outcome floor = table().floor_map(handle(), &request);

  ASSERT_EQ(floor.error, 0);
  EXPECT_EQ(static_cast<char*>(floor.value)[9], 'x');
  const mapproof_unmap_request end{floor.value, page(), 0, 0};
  EXPECT_EQ(table().floor_unmap(handle(), &end).value, 0);
}

}  // namespace
}  // namespace mapproof::lnx
