// What a driver owes the framework: the backend's own driver is the subject, and is asked directly.
// SPDX-License-Identifier: Apache-2.0
#include "driver_under_test.hpp"
#include "requirements/ddi_device.hpp"
#include "requirements/ddi_driver.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(DDI_05, OffsetPastTheEndIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());
  const std::size_t last_page = driver.length() - page();

  EXPECT_NE(driver.ask(last_page, driver.granted()), MAPPROOF_NOPAGE) << "the last page of the device";
  EXPECT_EQ(driver.ask(driver.length(), driver.granted()), MAPPROOF_NOPAGE) << "the first page past the end";
}

CHECK_REQUIREMENT(DDI_05, HugeOffsetIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());
  const std::size_t huge = ~(page() - 1) & (driver.is_before_8() ? PTRDIFF_MAX : SIZE_MAX);

  EXPECT_EQ(driver.ask(huge, driver.granted()), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_05, OffsetWhoseLow32BitsAreValidIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());

  EXPECT_EQ(driver.ask(std::size_t{1} << 32, driver.granted()), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_06, ProtectionThatIsNotGrantedIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());
  constexpr std::uint32_t all = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC | MAPPROOF_PROT_USER;
  if (driver.granted() == all) throw Untested{"the driver grants every protection"};

  EXPECT_NE(driver.ask(0, driver.granted()), MAPPROOF_NOPAGE) << "what the driver grants";
  EXPECT_EQ(driver.ask(0, all), MAPPROOF_NOPAGE) << "more than it grants";
}

// The framework may ask for more than the driver grants, so a probe passes on what the driver answers to what it
// grants.
CHECK_REQUIREMENT(DDI_24, EachPageIdOfTheDriverIsOneOfTheFramework) {
  const DriverUnderTest driver(session());
  const auto pass_on = [&](const ddi::ProbeCall& call) { return driver.ask(call.offset, driver.granted()); };
  const DriverProbe probe(session(), {.answer = pass_on});
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  for (std::size_t offset = 0; offset < driver.length(); offset += page()) {
    EXPECT_THAT(device.map(fd, offset, page()), succeeds()) << "the id given for offset " << offset;
  }
}

CHECK_REQUIREMENT(DDI_34, NegativeOffsetIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());
  if (!driver.is_before_8()) throw Untested{"a DDI 8 driver cannot be given a negative offset."};
  const auto last_page_before_0 = static_cast<std::size_t>(-static_cast<std::int64_t>(page()));

  EXPECT_EQ(driver.ask(last_page_before_0, driver.granted()), MAPPROOF_NOPAGE);
  EXPECT_NE(driver.ask(0, driver.granted()), MAPPROOF_NOPAGE) << "the first page";
}

CHECK_REQUIREMENT(DDI_37, DriverNamesItsPagesByTheNewKey) {
  if (!session().has(&mapproof_backend::driver_modify)) throw Untested{"this framework cannot change resources."};
  DriverUnderTest driver(session());
  ASSERT_NE(driver.ask(0, driver.granted()), MAPPROOF_NOPAGE) << "before the change";

  const auto changed = session().table().driver_modify(session().handle(), driver.attached().device());
  if (changed.error != 0) throw Unresolved{"the resources were not changed: " + errno_name(changed.error)};

  EXPECT_NE(driver.ask(0, driver.granted()), MAPPROOF_NOPAGE);
}

}  // namespace
}  // namespace mapproof
