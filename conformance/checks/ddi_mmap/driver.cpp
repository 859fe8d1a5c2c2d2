// What a driver owes the framework: the backend's own driver is the subject, and is asked directly.
// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "attached_driver.hpp"
#include "requirements/ddi_mmap.hpp"

namespace mapproof {
namespace {

/// The driver under test with an instance that config_add gave it while it was attached.
class DriverUnderTest {
 public:
  explicit DriverUnderTest(const Session& session)
      : driver_(*session.table().driver(session.handle())), facts_(*session.table().driver_facts(session.handle())) {
    listening_ = driver_;
    listening_.context = this;
    listening_.config_add = [](const mapproof_driver* self, std::uint64_t key, void** instance) {
      DriverUnderTest& test = *static_cast<DriverUnderTest*>(self->context);
      const int error = test.driver_.config_add != nullptr ? test.driver_.config_add(&test.driver_, key, instance) : 0;
      test.instance_ = *instance;
      return error;
    };
    listening_.config_remove = [](const mapproof_driver* self, void* instance) {
      const DriverUnderTest& test = *static_cast<DriverUnderTest*>(self->context);
      return test.driver_.config_remove != nullptr ? test.driver_.config_remove(&test.driver_, instance) : 0;
    };
    attached_.emplace(session, listening_);
  }

  std::size_t length() const { return facts_.length; }
  std::uint32_t granted() const { return facts_.protection; }

  mapproof_page_id ask(std::size_t offset, std::uint32_t protection) const {
    return driver_.mmap(&driver_, instance_, 0, offset, protection);
  }

 private:
  const mapproof_driver& driver_;
  const mapproof_driver_facts& facts_;
  mapproof_driver listening_{};
  void* instance_ = nullptr;
  std::optional<AttachedDriver> attached_;
};

}  // namespace

CHECK_REQUIREMENT(DDI_05, OffsetPastTheEndIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());
  const std::size_t last_page = driver.length() - page();

  EXPECT_NE(driver.ask(last_page, driver.granted()), MAPPROOF_NOPAGE) << "the last page of the device";
  EXPECT_EQ(driver.ask(driver.length(), driver.granted()), MAPPROOF_NOPAGE) << "the first page past the end";
}

CHECK_REQUIREMENT(DDI_05, HugeOffsetIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());
  const std::size_t huge = ~(page() - 1);

  EXPECT_EQ(driver.ask(huge, driver.granted()), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_06, ProtectionThatIsNotGrantedIsAnsweredWithNopage) {
  const DriverUnderTest driver(session());
  const std::uint32_t all = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC | MAPPROOF_PROT_USER;
  if (driver.granted() == all) throw Untested{"the driver grants every protection"};

  EXPECT_NE(driver.ask(0, driver.granted()), MAPPROOF_NOPAGE) << "what the driver grants";
  EXPECT_EQ(driver.ask(0, all), MAPPROOF_NOPAGE) << "more than it grants";
}

}  // namespace mapproof
