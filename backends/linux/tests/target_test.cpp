// Which targets are opened, and the one sentence for each that is not.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>

#include "linux/targets/refusal.hpp"
#include "linux_fixture.hpp"
#include "stand_in.hpp"

namespace mapproof::lnx {
namespace {

using testing::HasSubstr;

const std::string bar2 = "pci:0000:00:04.0/2";

class TargetTest : public LinuxTest {
 protected:
  std::string refusal(const std::string& target, int error) { return refusal_of(target, error, stand_in_.paths()); }

  StandIn stand_in_;
};

TEST_F(TargetTest, PrefetchableBarIsAMemoryWindow) {
  open(bar2, true, stand_in_.paths());

  ASSERT_EQ(facts().window_count, 1u);
  const mapproof_window& window = facts().windows[0];
  EXPECT_EQ(window.physical, 0xfe000000u);
  EXPECT_EQ(window.length, 0x10000u);
  EXPECT_EQ(window.is_memory, 1u);
  EXPECT_EQ(window.with_nocache, MAPPROOF_UNCACHED);
  EXPECT_EQ(window.without_nocache, MAPPROOF_UNCACHED);
  EXPECT_EQ(facts().no_window, nullptr);
}

TEST_F(TargetTest, WriteCombiningIsOfferedWithoutNocache) {
  open(bar2 + ":wc", true, stand_in_.paths());

  EXPECT_EQ(facts().windows[0].with_nocache, MAPPROOF_UNCACHED);
  EXPECT_EQ(facts().windows[0].without_nocache, MAPPROOF_WRITE_COMBINING);
}

TEST_F(TargetTest, OtherMemoryBarIsARegisterWindow) {
  open("pci:0000:00:04.0/0", true, stand_in_.paths());

  EXPECT_EQ(facts().windows[0].physical, 0xfd000880u);
  EXPECT_EQ(facts().windows[0].is_memory, 0u);
}

TEST_F(TargetTest, WithoutPermissionTheWindowIsReadOnly) {
  open(bar2, false, stand_in_.paths());

  EXPECT_EQ(facts().windows[0].protection, MAPPROOF_PROT_READ);
}

TEST_F(TargetTest, WithoutTargetThereIsAReasonInsteadOfAWindow) {
  open("");

  EXPECT_EQ(facts().window_count, 0u);
  EXPECT_THAT(facts().no_window, HasSubstr("give a target"));
}

TEST_F(TargetTest, MalformedTargets) {
  for (const char* target : {"pci:", "pci:00:04.0/2", "pci:0000:00:04.0", "pci:0000:00:04.0/6", "pci:0000:00:04.0/2:uc",
                             "pci:0000:00:04.8/2", "pci:0:0:4.0/2"}) {
    EXPECT_THAT(refusal(target, EINVAL), HasSubstr("malformed")) << target;
  }
  for (const char* target : {"devmem:", "devmem:0x1000", "devmem:0x1000+0", "devmem:+0x1000", "devmem:1g+4"}) {
    EXPECT_THAT(refusal(target, EINVAL), HasSubstr("malformed")) << target;
  }
  EXPECT_THAT(refusal("usb:1", EINVAL), HasSubstr("no kind that Linux has"));
}

// Intel's VMD gives its devices domains above 16 bits.
TEST_F(TargetTest, DomainOf32Bits) {
  EXPECT_THAT(refusal("pci:10000:e1:00.0/0", ENODEV), HasSubstr("no PCI device 10000:e1:00.0"));
  EXPECT_THAT(refusal("pci:ffffffff:e1:00.0/0", ENODEV), HasSubstr("no PCI device ffffffff:e1:00.0"));
  EXPECT_THAT(refusal("pci:1ffffffff:e1:00.0/0", EINVAL), HasSubstr("malformed"));
}

TEST_F(TargetTest, AllOfDevmemEndsWithTheLastByte) {
  Machine machine;
  machine.highest_physical = 0xffffffffff;
  EXPECT_TRUE(Window(all_of_devmem(stand_in_.paths(), machine)).holds(0xffffffffff));
  EXPECT_FALSE(Window(all_of_devmem(stand_in_.paths(), machine)).holds(0x10000000000));
  EXPECT_TRUE(Window(all_of_devmem(stand_in_.paths(), Machine())).holds(UINT64_MAX - 1));
}

TEST_F(TargetTest, AbsentDeviceBarOrFile) {
  EXPECT_THAT(refusal("pci:0000:00:05.0/2", ENODEV), HasSubstr("no PCI device 0000:00:05.0"));
  EXPECT_THAT(refusal("pci:0000:00:04.0/3", ENODEV), HasSubstr("BAR that this device does not have"));
  EXPECT_THAT(refusal("pci:0000:00:04.0/5", ENODEV), HasSubstr("BAR that this device does not have"));
  EXPECT_THAT(refusal("pci:0000:00:04.0/1", ENODEV), HasSubstr("I/O-port BAR"));
  EXPECT_THAT(refusal("pci:0000:00:04.0/0:wc", ENODEV), HasSubstr("not prefetchable"));
  std::filesystem::remove(stand_in_.device("resource2"));
  EXPECT_THAT(refusal(bar2, ENODEV), HasSubstr("no file resource2"));
}

TEST_F(TargetTest, DeviceThatADriverHolds) {
  stand_in_.bind_driver("virtio-pci");

  const std::string sentence = refusal(bar2, EBUSY);

  EXPECT_THAT(sentence, HasSubstr("held by the driver 'virtio-pci'"));
  EXPECT_THAT(sentence, HasSubstr("/sys/bus/pci/drivers/virtio-pci/unbind"));
}

TEST_F(TargetTest, DriverThatOnlyKeepsADeviceFreeIsNoObstacle) {
  stand_in_.bind_driver("pci-stub");

  EXPECT_NO_THROW(open(bar2, true, stand_in_.paths()));
}

TEST_F(TargetTest, DeviceThatIsNotEnabled) {
  stand_in_.switch_memory_decoding_off();

  EXPECT_THAT(refusal(bar2, EIO), HasSubstr("not enabled"));
}

TEST_F(TargetTest, DevmemRangeIsAWindow) {
  open("devmem:0xfe000000+0x1000", true, stand_in_.paths());

  EXPECT_EQ(facts().windows[0].physical, 0xfe000000u);
  EXPECT_EQ(facts().windows[0].length, 0x1000u);
}

TEST_F(TargetTest, DevmemThatIsMissingOrTooHigh) {
  EXPECT_THAT(refusal("devmem:0xfffffffffffff000+0x2000", ENXIO), HasSubstr("last physical address"));
  std::filesystem::remove(stand_in_.devmem());
  EXPECT_THAT(refusal("devmem:0xfe000000+0x1000", ENOENT), HasSubstr("CONFIG_DEVMEM"));
}

TEST_F(TargetTest, FileThatTheCallerMayNotOpen) {
  std::filesystem::remove(stand_in_.device("resource2"));
  std::filesystem::create_directory(stand_in_.device("resource2"));

  EXPECT_THAT(refusal(bar2, EISDIR), HasSubstr("cannot be opened"));
}

TEST_F(TargetTest, RefusalCrossesTheTableAsASentence) {
  const mapproof_open_request request{sizeof request, 0, "pci:ffff:ff:1f.7/0", "qnx-7.1"};

  const mapproof_open_outcome outcome = table().open(&request);

  EXPECT_EQ(outcome.session, nullptr);
  EXPECT_EQ(outcome.error, ENODEV);
  EXPECT_THAT(outcome.message, HasSubstr("does not exist"));
}

}  // namespace
}  // namespace mapproof::lnx
