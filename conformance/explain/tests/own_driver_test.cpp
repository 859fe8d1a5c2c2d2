// The subject's own driver, which a check asks, in the log and in the program that shows the failure alone.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cerrno>
#include <cstddef>

#include "record/recorded_driver.hpp"
#include "recorded_check.hpp"

namespace mapproof {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr mapproof_page_id page_of_the_driver = 0x77;

/// Names one page, its first, and moves each user to the next channel. The context of the real one is its instance.
class OwnDriver : public RecordedCheck {
 protected:
  OwnDriver() {
    driver_.struct_size = sizeof driver_;
    driver_.ddi_version = 80;
    driver_.channel_count = 3;
    driver_.context = this;
    driver_.config_add = [](const mapproof_driver* self, std::uint64_t, void** instance) {
      *instance = self->context;
      return 0;
    };
    driver_.config_modify = [](const mapproof_driver*, void*, std::uint64_t) { return EINVAL; };
    driver_.open = [](const mapproof_driver*, void*, std::uint32_t* channel, std::uint32_t) {
      ++*channel;
      return 0;
    };
    driver_.mmap = [](const mapproof_driver* self, void* instance, std::uint32_t, std::size_t offset, std::uint32_t) {
      return instance == self->context && offset == 0 ? page_of_the_driver : MAPPROOF_NOPAGE;
    };
  }

  /// The check asks for it.
  const mapproof_driver* asked_for() { return asked_for(&driver_); }
  static const mapproof_driver* asked_for(const mapproof_driver* driver) {
    RecordedCall* const call = begin_call(CallId::driver, nullptr, 0);
    const mapproof_driver* const listening = recorded_own_driver(driver, call);
    end_call(call, driver == nullptr ? 0 : 1, 0);
    return listening;
  }
  /// And makes its instance.
  const mapproof_driver* configured() {
    const mapproof_driver* const driver = asked_for();
    EXPECT_EQ(driver->config_add(driver, 0, &instance_), 0);
    return driver;
  }
  mapproof_page_id page(const mapproof_driver* driver, std::size_t offset) const {
    return driver->mmap(driver, instance_, 1, offset, MAPPROOF_PROT_READ);
  }

  mapproof_driver driver_{};
  void* instance_ = nullptr;
};

TEST_F(OwnDriver, GetsItselfAndItsInstance) {
  const mapproof_driver* const driver = configured();

  EXPECT_EQ(instance_, this);
  EXPECT_EQ(page(driver, 0), page_of_the_driver);
}

TEST_F(OwnDriver, IsTheSameWhenItIsAskedForAgain) { EXPECT_EQ(asked_for(), asked_for()); }

TEST_F(OwnDriver, ThatIsNoneStaysNone) {
  EXPECT_EQ(asked_for(nullptr), nullptr);
  EXPECT_THAT(program_of_answers().source, HasSubstr("if (!(r2 == NULL)) return DIFFERS(2);"));
}

TEST_F(OwnDriver, IsHeldToWhatItIs) {
  asked_for();

  EXPECT_THAT(program_of_answers().source, AllOf(HasSubstr("r2 = table->driver(session);"),
                                                 HasSubstr("if (!(r2->ddi_version == 80)) return DIFFERS(2);"),
                                                 HasSubstr("if (!(r2->channel_count == 0x3)) return DIFFERS(2);"),
                                                 HasSubstr("if (!(r2->mmap != NULL)) return DIFFERS(2);"),
                                                 HasSubstr("if (!(!(r2->close != NULL))) return DIFFERS(2);")));
}

TEST_F(OwnDriver, OfAnOlderBackendIsReadAsFarAsItReaches) {
  driver_.struct_size = offsetof(mapproof_driver, config_modify);

  EXPECT_EQ(asked_for()->struct_size, driver_.struct_size);
  EXPECT_EQ(asked_for()->config_modify, nullptr);
}

TEST_F(OwnDriver, IsAskedTheSameAndHeldToItsPages) {
  const mapproof_driver* const driver = configured();
  page(driver, 0);
  page(driver, 0x1000);

  EXPECT_THAT(
      program_of_answers().source,
      AllOf(HasSubstr("r3 = (uint64_t)r2->config_add(r2, 0x0, &made3);"), HasSubstr("if (!(made3 != NULL))"),
            HasSubstr("r4 = (uint64_t)r2->mmap(r2, made3, 0x1, 0x0, 0x1);"),
            HasSubstr("if (!(r4 != MAPPROOF_NOPAGE)) return DIFFERS(4);"), HasSubstr("r2->mmap(r2, made3, 0x1, 0x1000"),
            HasSubstr("if (!(r5 == MAPPROOF_NOPAGE)) return DIFFERS(5);")));
}

TEST_F(OwnDriver, IsHeldToItsErrnoAndToWhatItStores) {
  const mapproof_driver* const driver = configured();
  std::uint32_t channel = 1;
  driver->open(driver, instance_, &channel, MAPPROOF_PROT_READ);
  driver->config_modify(driver, instance_, 9);

  EXPECT_THAT(program_of_answers().source,
              AllOf(HasSubstr("channel4 = 0x1;"), HasSubstr("r2->open(r2, made3, &channel4, 0x1);"),
                    HasSubstr("if (!(channel4 == 0x2)) return DIFFERS(4);"),
                    HasSubstr("if (!(r5 == 0x16ull)) return DIFFERS(5);")));
}

TEST_F(OwnDriver, WithAnInstanceOfAnotherHasNoProgram) {
  int other = 0;
  instance_ = &other;
  page(asked_for(), 0);

  EXPECT_EQ(program_of_answers().why_not, "it gives the subject's driver an instance that this driver did not create.");
}

TEST_F(OwnDriver, ThatACheckAttachesIsAskedInsideTheProgramsDriver) {
  const mapproof_driver* const own = asked_for();
  RecordedCall* const attaching = begin_attaching(own);
  const mapproof_driver* const attached = recorded_driver(own, attaching);
  attached->config_add(attached, 7, &instance_);
  page(attached, 0);
  end_call(attaching, 4, 0);

  EXPECT_THAT(program_of_answers().source,
              AllOf(HasSubstr("r3 = table->driver_attach(session, &driver3);"),
                    HasSubstr("r5 = (uint64_t)r2->config_add(r2, key4, &made5);"), HasSubstr("stop(5);"),
                    HasSubstr("*came->new_instance = &instance4;"),
                    HasSubstr("r7 = (uint64_t)r2->mmap(r2, made5, 0x1, 0x0, 0x1);"), HasSubstr("return r7;")));
}

TEST_F(OwnDriver, OfACallThatDidNotComeBackIsAskedLast) {
  page(configured(), 0);
  call_log()->calls[3].answered = 0;

  EXPECT_THAT(program_of_death().source, AllOf(HasSubstr("r2->mmap(r2, made3"), Not(HasSubstr("DIFFERS(4);"))));
}

}  // namespace
}  // namespace mapproof
