// The linux backend on devices that nobody here wrote: lab-devices-test IVSHMEM EDU, two PCI addresses.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <string>
#include <vector>

#include "linux/targets/refusal.hpp"
#include "linux/tests/linux_fixture.hpp"

namespace mapproof::lnx {
namespace {

std::string ivshmem;  // its BAR 2 is prefetchable memory
std::string edu;      // what is written at offset 4 of its BAR 0 reads back inverted

constexpr std::uint32_t read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;

class LabDevicesTest : public LinuxTest {
 protected:
  // A mapping that stays would force its memory type on the next one of the same range.
  void TearDown() override { unmap_all(); }
  void unmap_all() {
    for (const mapproof_unmap_request& request : mapped_) table().munmap_device_memory(handle(), &request);
    mapped_.clear();
  }

  void open_bar(const std::string& device, const std::string& bar) { open("pci:" + device + "/" + bar, true); }
  std::uint64_t base() const { return facts().windows[0].physical; }

  volatile std::uint8_t* map(std::uint64_t physical, std::size_t length, std::uint32_t protection = read_write) const {
    const mapproof_map_request request{nullptr, length, physical, protection, 0, 0, 0};
    const mapproof_address_outcome outcome = table().mmap_device_memory(handle(), &request);
    if (outcome.error != 0) throw std::runtime_error("the window could not be mapped");
    mapped_.push_back({outcome.value, length, 0, 0});
    return static_cast<volatile std::uint8_t*>(outcome.value);
  }
  static volatile std::uint32_t& word(volatile std::uint8_t* window, std::size_t offset) {
    return *reinterpret_cast<volatile std::uint32_t*>(window + offset);
  }
  static const void* plain(volatile std::uint8_t* window) { return const_cast<const std::uint8_t*>(window); }
  std::uint32_t caching(volatile std::uint8_t* window) const {
    std::uint32_t kind = MAPPROOF_CACHING_UNKNOWN;
    const mapproof_arrange_outcome outcome = table().caching_of(handle(), plain(window), &kind);
    EXPECT_EQ(outcome.error, 0) << outcome.reason;
    return kind;
  }

 private:
  mutable std::vector<mapproof_unmap_request> mapped_;
};

TEST_F(LabDevicesTest, MemoryKeepsWhatWasStoredInEveryView) {
  open_bar(ivshmem, "2");
  ASSERT_EQ(facts().windows[0].is_memory, 1u);
  volatile std::uint8_t* const whole = map(base(), 4 * page());
  volatile std::uint8_t* const second = map(base() + page(), page());
  volatile std::uint8_t* const straddling = map(base() + 2 * page() - 1, 2);

  word(whole, page()) = 0xa5a50001;
  straddling[0] = 0x24;
  straddling[1] = 0x42;

  EXPECT_EQ(word(second, 0), 0xa5a50001u);
  EXPECT_EQ(whole[2 * page() - 1], 0x24);
  EXPECT_EQ(whole[2 * page()], 0x42);
}

TEST_F(LabDevicesTest, KernelListsTheMemoryTypeThatWasAskedFor) {
  open_bar(ivshmem, "2:wc");
  EXPECT_EQ(caching(map(base(), page())), MAPPROOF_WRITE_COMBINING);
  EXPECT_EQ(caching(map(base() + 16 * page(), page(), read_write | MAPPROOF_PROT_NOCACHE)), MAPPROOF_UNCACHED);
  unmap_all();
  open_bar(ivshmem, "2");
  EXPECT_EQ(caching(map(base() + 32 * page(), page())), MAPPROOF_UNCACHED);
}

TEST_F(LabDevicesTest, OffsetOfADeviceIsKnownThoughThePageMapHidesIt) {
  open_bar(ivshmem, "2");
  ASSERT_GT(base(), static_cast<std::uint64_t>(INT_MAX)) << "this lab places its windows above 2 GiB";
  const void* const place = plain(map(base() + page(), 3 * page()) + 5);
  EXPECT_FALSE(session().pagemap.word(session().page_of(reinterpret_cast<std::uintptr_t>(place))).present());

  const Lookup wide = look_up64(place, SIZE_MAX);
  const Lookup narrow = look_up(table().mem_offset, place, SIZE_MAX, MAPPROOF_NOFD);

  EXPECT_EQ(static_cast<std::uint64_t>(wide.offset), base() + page() + 5);
  EXPECT_EQ(wide.contig_length, 3 * page() - 5);
  EXPECT_EQ(witness(place), base() + page() + 5);
  EXPECT_EQ(narrow.error, EOVERFLOW);
}

TEST_F(LabDevicesTest, DevmemReachesADeviceAndNotTheRam) {
  open_bar(edu, "0");
  char target[64];
  std::snprintf(target, sizeof target, "devmem:0x%llx+0x1000", static_cast<unsigned long long>(base()));
  open(target, true);
  volatile std::uint8_t* const registers = map(base(), 8, read_write | MAPPROOF_PROT_NOCACHE);
  word(registers, 4) = 0x0f0f0f0f;
  EXPECT_EQ(word(registers, 4), 0xf0f0f0f0u);
  EXPECT_EQ(caching(registers), MAPPROOF_UNCACHED);
  unmap_all();

  try {
    open("devmem:0x10000000+0x1000", true);
    FAIL() << "RAM was opened: is this kernel without STRICT_DEVMEM?";
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.error(), EPERM);
    EXPECT_THAT(refusal.what(), testing::HasSubstr("STRICT_DEVMEM"));
  }
}

TEST_F(LabDevicesTest, MissingRightIsEperm) {
  open_bar(ivshmem, "2");
  ASSERT_EQ(provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE, true).error, 0);
  const mapproof_map_request request{nullptr, page(), base(), MAPPROOF_PROT_READ, 0, 0, 0};
  const int error = table().mmap_device_memory(handle(), &request).error;
  ASSERT_EQ(provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE, false).error, 0);

  EXPECT_EQ(error, EPERM);
  EXPECT_EQ(table().mmap_device_memory(handle(), &request).error, 0);
}

}  // namespace
}  // namespace mapproof::lnx

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 3) {
    std::fprintf(stderr, "lab-devices-test: name the PCI addresses of ivshmem-plain and edu.\n");
    return 2;
  }
  mapproof::lnx::ivshmem = argv[1];
  mapproof::lnx::edu = argv[2];
  return RUN_ALL_TESTS();
}
