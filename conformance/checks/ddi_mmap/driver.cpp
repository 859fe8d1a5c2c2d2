// What a driver owes the framework: the backend's own driver is the subject, and is asked directly.
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "driver_under_test.hpp"
#include "offsets.hpp"
#include "requirements/ddi_device.hpp"
#include "requirements/ddi_driver.hpp"

namespace mapproof {
namespace {

// Takes what kernel memory the framework has and marks each page of it, as the next owner of a freed page would.
std::uint32_t mark_free_kernel_memory(const Session& session) {
  constexpr std::uint32_t mark = 0xF4EE'0D47;
  constexpr int most_pages = 4096;
  void* page = nullptr;
  if (!session.has(&mapproof_backend::kernel_memory)) return mark;
  for (int i = 0; i < most_pages; ++i) {
    if (session.table().kernel_memory(session.handle(), session.page(), &page).error != 0) break;
    set_word(page, mark);
  }
  return mark;
}

CHECK_REQUIREMENT(DDI_05, EachOffsetOfTheDeviceHasAPage) {
  const DriverUnderTest driver(session());

  for (const std::size_t offset : offsets_of_device(driver.length(), page()))
    EXPECT_NE(driver.ask(offset, driver.granted()), MAPPROOF_NOPAGE) << "offset " << offset;
}

CHECK_REQUIREMENT(DDI_05, OffsetPastTheEndIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());

  EXPECT_NE(driver.ask(driver.length() - page(), driver.granted()), MAPPROOF_NOPAGE) << "the last page of the device";
  EXPECT_EQ(driver.ask(driver.length(), driver.granted()), MAPPROOF_NOPAGE) << "the first page past the end";
}

// Before DDI 8 those of the upper half are negative.
CHECK_REQUIREMENT(DDI_05, OffsetThatNoDeviceHasIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());

  for (const std::size_t offset : offsets_beyond(driver.length(), page()))
    EXPECT_EQ(driver.ask(offset, driver.granted()), MAPPROOF_NOPAGE) << "offset " << offset;
}

CHECK_REQUIREMENT(DDI_06, ProtectionThatIsNotGrantedIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());
  const std::uint32_t granted = driver.granted();
  const std::uint32_t reading = MAPPROOF_PROT_READ | (granted & MAPPROOF_PROT_USER);

  for (const std::size_t offset : {std::size_t{0}, middle_of(driver.length(), page()), driver.length() - page()}) {
    EXPECT_NE(driver.ask(offset, granted), MAPPROOF_NOPAGE) << "what it grants, at " << offset;
    if ((granted & MAPPROOF_PROT_READ) != 0) {
      EXPECT_NE(driver.ask(offset, reading), MAPPROOF_NOPAGE) << "reading alone, at " << offset;
    }
    for (const std::uint32_t protection : protection_sets()) {
      if ((protection & ~granted) == 0) continue;
      EXPECT_EQ(driver.ask(offset, protection), MAPPROOF_NOPAGE) << "protection " << protection << ", at " << offset;
    }
  }
}

// The framework may ask for more than the driver grants, so a probe passes on what the driver answers to what it
// grants.
CHECK_REQUIREMENT(DDI_24, EachPageIdOfTheDriverIsOneOfTheFramework) {
  const DriverUnderTest driver(session());
  const auto pass_on = [&](const ddi::ProbeCall& call) { return driver.ask(call.offset, driver.granted()); };
  const DriverProbe probe(session(), {.answer = pass_on});
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  for (const std::size_t offset : offsets_of_device(driver.length(), page())) {
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

// Closes the one channel while a page is mapped through the other, whichever was opened first.
void close_one_of_two(const Session& session, std::uint32_t closed, std::uint32_t kept, bool kept_is_newer) {
  DriverUnderTest driver(session, DriverUnderTest::Opened::by_the_check);
  if (driver.channel_count() < 2) throw Untested{"the driver has one channel: its first close is its last."};
  AttachedDriver& device = driver.attached();
  // What the driver declares is about channel 0: another may show less, and be for reading only.
  const std::uint32_t reading = driver.granted() & (MAPPROOF_PROT_READ | MAPPROOF_PROT_USER);
  const int older = device.open(MAPPROOF_PROT_READ, kept_is_newer ? closed : kept);
  const int newer = device.open(MAPPROOF_PROT_READ, kept_is_newer ? kept : closed);
  const Result<void*> mapped = device.map(kept_is_newer ? newer : older, 0, session.page());
  if (!mapped || driver.ask(0, reading, kept) == MAPPROOF_NOPAGE)
    throw Untested{"the driver shows no page on channel " + std::to_string(kept) + " to whoever only reads."};

  device.close(kept_is_newer ? older : newer);

  EXPECT_NE(driver.ask(0, reading, kept), MAPPROOF_NOPAGE) << "the page of channel " << kept;
  const std::uint32_t mark = mark_free_kernel_memory(session);
  if ((driver.granted() & MAPPROOF_PROT_READ) == 0) return;
  EXPECT_NE(word(*mapped), mark) << "the mapped page is somebody else's now";
}

CHECK_REQUIREMENT(DDI_47, MemoryStaysWhileTheSecondChannelIsOpen) {
  close_one_of_two(session(), 0, 1, true);
  close_one_of_two(session(), 0, 1, false);
}

CHECK_REQUIREMENT(DDI_47, MemoryStaysWhileTheFirstChannelIsOpen) {
  close_one_of_two(session(), 1, 0, true);
  close_one_of_two(session(), 1, 0, false);
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
