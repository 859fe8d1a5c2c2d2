// A session on the prefetchable BAR of a stand-in device, and the calls that map it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "linux_fixture.hpp"
#include "stand_in.hpp"

namespace mapproof::lnx {

class BarTest : public LinuxTest {
 public:
  static constexpr std::uint64_t base = 0xfe000000;
  static constexpr std::uint32_t read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;

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

  const StandIn& stand_in() const { return stand_in_; }

 private:
  StandIn stand_in_;
};

}  // namespace mapproof::lnx
