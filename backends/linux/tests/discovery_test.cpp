// Physical addresses by themselves, UIO and VFIO targets, and what is told of a machine: on a tree of files.
// SPDX-License-Identifier: Apache-2.0
#include "linux/targets/discovery.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <linux/vfio.h>

#include <cerrno>
#include <filesystem>

#include "linux/io/capability.hpp"
#include "linux/targets/vfio_areas.hpp"
#include "linux_fixture.hpp"
#include "stand_in.hpp"

namespace mapproof::lnx {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t uio_base = 0xfc000000;

class DiscoveryTest : public LinuxTest {
 protected:
  std::string refusal(const std::string& target, int error) { return refusal_of(target, error, stand_in_.paths()); }
  char* map(std::uint64_t physical, std::size_t length, char* at = nullptr) const {
    const mapproof_map_request request{
        at, length, physical, MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, at != nullptr ? MAPPROOF_MAP_FIXED : 0u, 0, 0};
    const mapproof_address_outcome outcome = table().mmap_device_memory(handle(), &request);
    EXPECT_EQ(outcome.error, 0);
    return static_cast<char*>(outcome.value);
  }

  StandIn stand_in_;
};

TEST_F(DiscoveryTest, AddressInABarIsServedByTheBar) {
  open("phys:0xfe001000+0x2000", true, stand_in_.paths());

  ASSERT_EQ(facts().window_count, 1u);
  EXPECT_EQ(facts().windows[0].physical, 0xfe001000u);
  EXPECT_EQ(facts().windows[0].length, 0x2000u);
  EXPECT_EQ(facts().windows[0].is_memory, 1u);
  EXPECT_EQ(note("phys.served_by"), "pci:0000:00:04.0/2");
  EXPECT_EQ(witness(map(0xfe002004, 4)), 0xfe002004u);
}

TEST_F(DiscoveryTest, AddressOfAHeldBarIsRefusedAsTheBarIs) {
  stand_in_.bind_driver("virtio-pci");

  EXPECT_THAT(refusal("phys:0xfe001000+0x1000", EBUSY), HasSubstr("held by the driver 'virtio-pci'"));
}

TEST_F(DiscoveryTest, AddressInAUioMapIsServedByTheMap) {
  stand_in_.add_uio(uio_base, 0x4000);
  open("phys:0xfc001000+0x1000", true, stand_in_.paths());

  EXPECT_EQ(note("phys.served_by"), "uio:uio0/0");
}

TEST_F(DiscoveryTest, OtherAddressesAreServedByDevmem) {
  open("phys:0xf0000000+0x1000:memory", true, stand_in_.paths());

  EXPECT_EQ(note("phys.served_by"), stand_in_.devmem());
  EXPECT_EQ(facts().windows[0].is_memory, 1u);
}

TEST_F(DiscoveryTest, MiddleOfAUioMapIsCutOutOfTheWhole) {
  stand_in_.add_uio(uio_base, 0x4000);
  open("uio:uio0/0", true, stand_in_.paths());
  char* const all = map(uio_base, 0x4000);
  all[0x2005] = 'u';

  char* const part = map(uio_base + 0x2005, 2);
  EXPECT_EQ(*part, 'u');
  EXPECT_EQ(witness(part), uio_base + 0x2005);

  char* const place = all + 0x1000;
  EXPECT_EQ(map(uio_base + 0x2000, 0x1000, place), place);
  EXPECT_EQ(place[5], 'u');
  EXPECT_EQ(look_up64(place, 1).offset, static_cast<std::int64_t>(uio_base + 0x2000));
}

TEST_F(DiscoveryTest, UioPciGenericLeadsToTheBars) {
  stand_in_.bind_driver("uio_pci_generic");
  stand_in_.add_uio(0, 0);

  open("uio:uio0/2", true, stand_in_.paths());

  EXPECT_EQ(facts().windows[0].physical, 0xfe000000u);
}

TEST_F(DiscoveryTest, UioTargetsThatAreNone) {
  EXPECT_THAT(refusal("uio:uio0", EINVAL), HasSubstr("malformed"));
  EXPECT_THAT(refusal("uio:uio0/6", EINVAL), HasSubstr("malformed"));
  EXPECT_THAT(refusal("uio:null/0", ENODEV), HasSubstr("no UIO device"));
  EXPECT_THAT(refusal("uio:uio0/0", ENODEV), HasSubstr("does not exist"));
  stand_in_.add_uio(uio_base, 0x4000);
  EXPECT_THAT(refusal("uio:uio0/1", ENODEV), HasSubstr("map that this device does not have"));
}

TEST_F(DiscoveryTest, VfioTargetsThatAreNone) {
  EXPECT_THAT(refusal("vfio:/2", EINVAL), HasSubstr("malformed"));
  EXPECT_THAT(refusal("vfio:0000:00:04.0/1", ENODEV), HasSubstr("no memory BAR"));
  EXPECT_THAT(refusal("vfio:0000:00:04.0/2", EBUSY), HasSubstr("bind it to vfio-pci"));
  stand_in_.bind_driver("vfio-pci");
  EXPECT_THAT(refusal("vfio:0000:00:04.0/2", ENODEV), HasSubstr("no IOMMU group"));
  EXPECT_THAT(refusal("pci:0000:00:04.0/2", EBUSY), HasSubstr("vfio-pci"));
}

TEST_F(DiscoveryTest, EveryBarAndMapIsTold) {
  stand_in_.add_uio(uio_base, 0x4000);
  open("", false, stand_in_.paths());

  EXPECT_EQ(note("pci:0000:00:04.0/2"), "0xfe000000+0x10000, free");
  EXPECT_EQ(note("pci:0000:00:04.0/1"), "");
  EXPECT_EQ(note("uio:uio0/0"), "0xfc000000+0x4000, kept free by stand-in");
  EXPECT_EQ(note("devmem:"), "there");
  EXPECT_THAT(note("ports:"), has_capability(CAP_SYS_RAWIO) ? HasSubstr("there: ") : HasSubstr("run as root"));
}

TEST_F(DiscoveryTest, WhoHoldsADeviceIsTold) {
  stand_in_.bind_driver("virtio-pci");
  std::filesystem::remove(stand_in_.devmem());
  open("", false, stand_in_.paths());

  EXPECT_THAT(note("pci:0000:00:04.0/2"), HasSubstr("held by virtio-pci"));
  EXPECT_THAT(note("devmem:"), HasSubstr("CONFIG_DEVMEM"));
}

// The kernel's struct ends in an array without a length.
struct SparseRegion {
  vfio_region_info info{};
  vfio_info_cap_header header{};
  std::uint32_t area_count = 2;
  std::uint32_t reserved = 0;
  vfio_region_sparse_mmap_area areas[2] = {};
};

TEST(VfioAreas, SparseCapabilityIsRespected) {
  SparseRegion region;
  region.info.flags = VFIO_REGION_INFO_FLAG_MMAP | VFIO_REGION_INFO_FLAG_CAPS;
  region.info.size = 0x10000;
  region.info.cap_offset = sizeof region.info;
  region.header.id = VFIO_REGION_INFO_CAP_SPARSE_MMAP;
  region.areas[0] = {0, 0x1000};
  region.areas[1] = {0x4000, 0x2000};
  const auto* const bytes = reinterpret_cast<const unsigned char*>(&region);

  const MappableAreas both{{0, 0x1000}, {0x4000, 0x2000}};
  EXPECT_EQ(mappable_areas(bytes, sizeof region), both);
  region.info.flags = VFIO_REGION_INFO_FLAG_MMAP;
  EXPECT_EQ(mappable_areas(bytes, sizeof region), (MappableAreas{{0, 0x10000}}));
  region.info.flags = 0;
  EXPECT_TRUE(mappable_areas(bytes, sizeof region).empty());
}

}  // namespace
}  // namespace mapproof::lnx
