// The driver of a check in the program that shows its failure alone.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <string>

#include "record/recorded_driver.hpp"
#include "recorded_check.hpp"

namespace mapproof {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr mapproof_page_id page_of_the_framework = 0x77;

/// Moves each user to the next channel, and names one page for all offsets.
class DriverEntryPoint : public RecordedCheck {
 protected:
  DriverEntryPoint() {
    driver_.struct_size = sizeof driver_;
    driver_.ddi_version = 80;
    driver_.context = this;
    driver_.config_add = [](const mapproof_driver* self, std::uint64_t, void** instance) {
      *instance = self->context;
      return 0;
    };
    driver_.open = [](const mapproof_driver*, void*, std::uint32_t* channel, std::uint32_t) {
      ++*channel;
      return 0;
    };
    driver_.mmap = [](const mapproof_driver*, void*, std::uint32_t, std::size_t, std::uint32_t) {
      return page_of_the_framework;
    };
  }

  /// The framework as it should be.
  const mapproof_driver* attach(std::uint64_t key) {
    RecordedCall* const call = begin_attaching(&driver_);
    const mapproof_driver* const recorded = recorded_driver(&driver_, call);
    recorded->config_add(recorded, key, &instance_);
    end_call(call, 4, 0);
    return recorded;
  }
  void open(const mapproof_driver* driver, std::uint32_t channel) {
    const mapproof_driver_open_request request{4, channel, MAPPROOF_PROT_READ, 0};
    RecordedCall* const call = begin_call(CallId::driver_open, &request, sizeof request);
    driver->open(driver, instance_, &channel, request.access);
    end_call(call, 5, 0);
  }
  static void name_a_page() {
    const mapproof_page_id_request request{};
    end_call(begin_call(CallId::page_id, &request, sizeof request), page_of_the_framework, 0);
  }
  RecordedCall* map(const mapproof_driver* driver) {
    const mapproof_mmap_request request{};
    RecordedCall* const call = begin_call(CallId::driver_mmap, &request, sizeof request);
    driver->mmap(driver, instance_, 2, 0x3000, MAPPROOF_PROT_READ);
    return call;
  }

  mapproof_driver driver_{};

 private:
  void* instance_ = nullptr;
};

TEST_F(DriverEntryPoint, IsThereIfTheCheckHasIt) {
  attach(7);

  EXPECT_THAT(program_of_answers().source,
              AllOf(HasSubstr(".open = on_open"), HasSubstr(".mmap = on_mmap"), Not(HasSubstr(".close = on_close"))));
}

TEST_F(DriverEntryPoint, AnswersAsTheCheckDid) {
  open(attach(7), 1);

  EXPECT_THAT(program_of_answers().source,
              AllOf(HasSubstr("*came->new_instance = &instance3;"), HasSubstr("*came->new_channel = 0x2;")));
}

TEST_F(DriverEntryPoint, WithoutAnInstanceMakesNone) {
  driver_.config_add = [](const mapproof_driver*, std::uint64_t, void**) { return 0; };
  open(attach(7), 1);

  EXPECT_THAT(program_of_answers().source,
              AllOf(HasSubstr("if (!(came->instance == NULL)) stop(5);"), Not(HasSubstr("instance3"))));
}

TEST_F(DriverEntryPoint, IsHeldToWhatItWasAsked) {
  const mapproof_driver* const driver = attach(7);
  name_a_page();
  end_call(map(driver), 0x10000, 0);

  EXPECT_THAT(
      program_of_answers().source,
      AllOf(HasSubstr("if (!(came->entry == MMAP)) stop(6);"), HasSubstr("if (!(came->driver == &driver2)) stop(6);"),
            HasSubstr("if (!(came->instance == &instance3)) stop(6);"),
            HasSubstr("if (!(came->channel == 0x2)) stop(6);"), HasSubstr("if (!(came->offset == 0x3000)) stop(6);"),
            HasSubstr("if (!(came->protection == 0x1)) stop(6);")));
}

TEST_F(DriverEntryPoint, IsHeldToHowOftenItWasAsked) {
  open(attach(7), 1);

  EXPECT_THAT(program_of_answers().source, AllOf(HasSubstr("if (!(*times_asked == 1)) return DIFFERS(2);"),
                                                 HasSubstr("if (!(*times_asked == 2)) return DIFFERS(4);")));
}

TEST_F(DriverEntryPoint, IsHeldToTheThreadAndTheProcessThatItIsAskedIn) {
  const mapproof_driver* const driver = attach(7);
  open(driver, 1);
  RecordedCall& asked = call_log()->calls[4];
  EXPECT_THAT(program_of_answers().source, Not(HasSubstr("pthread_equal")));

  ++asked.thread;
  EXPECT_THAT(program_of_answers().source, HasSubstr("if (!(!pthread_equal(pthread_self(), caller))) stop(5);"));
  --asked.thread;
  ++asked.process;
  EXPECT_THAT(program_of_answers().source, HasSubstr("if (!(getpid() != asking)) stop(5);"));
}

TEST_F(DriverEntryPoint, IsHeldToWhichKeysAreTheSame) {
  attach(7);
  attach(8);
  attach(7);

  EXPECT_THAT(program_of_answers().source,
              AllOf(HasSubstr("if (!(came->key != key3)) stop(5);"), HasSubstr("if (!(came->key == key3)) stop(7);")));
}

TEST_F(DriverEntryPoint, NamesThePageThatTheFrameworkNamed) {
  const mapproof_driver* const driver = attach(7);
  name_a_page();
  end_call(map(driver), 0x10000, 0);

  EXPECT_THAT(program_of_answers().source, HasSubstr("return r4;"));
}

TEST_F(DriverEntryPoint, WithAPageOfItsOwnHasNoProgram) {
  end_call(map(attach(7)), 0x10000, 0);

  EXPECT_EQ(program_of_answers().why_not, "its driver names a page that no call returned.");
}

TEST_F(DriverEntryPoint, OfACallThatDidNotComeBackIsThere) {
  const mapproof_driver* const driver = attach(7);
  name_a_page();
  map(driver);

  EXPECT_THAT(program_of_death().source, AllOf(HasSubstr("r5 = table->driver_mmap"), HasSubstr("return r4;")));
}

TEST_F(DriverEntryPoint, ThatIsAskedInsideAnotherCallInterruptsNone) {
  open(attach(7), 1);

  for (std::uint32_t i = 1; i < call_log()->count; ++i) {
    EXPECT_EQ(call_log()->calls[i].in_handler, call_log()->calls[0].in_handler) << i;
  }
}

}  // namespace
}  // namespace mapproof
