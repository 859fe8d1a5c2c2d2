// Calls of several threads in the program that shows a failure alone.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "explain/call_text.hpp"
#include "record/recorded_access.hpp"
#include "record/recorded_race.hpp"
#include "record/request_notes.hpp"
#include "recorded_check.hpp"

namespace mapproof {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Races : public RecordedCheck {
 protected:
  static RecordedCall* begin_map(std::uint64_t physical) {
    mapproof_map_request request{};
    request.length = 4096;
    request.physical = physical;
    return begin_call(CallId::mmap_device_memory, &request, sizeof request);
  }
  static void map(std::uint64_t physical) { end_call(begin_map(physical), 0x7000000, 0); }
  static void unmap() {
    const mapproof_unmap_request request{reinterpret_cast<void*>(0x7000000), 4096, 0, 0};
    end_call(begin_call(CallId::munmap_device_memory, &request, sizeof request), 0, 0);
  }
  static void in_thread(void (*calls)()) { std::thread(calls).join(); }
};

TEST_F(Races, OfThreadsAreHeldAgainstTheSameCallsMadeAlone) {
  {
    const RecordedRace race(RaceKind::threads, 2);
    for (const std::size_t number : {std::size_t{1}, std::size_t{0}}) {
      std::thread([number] {
        const RecordedIteration iteration(number);
        map(number << 12);
        unmap();
      }).join();
    }
  }

  const std::string source = program_of_answers().source;

  EXPECT_THAT(source, AllOf(HasSubstr("racers[0].iteration = iteration"), HasSubstr("racers[1].iteration = iteration"),
                            HasSubstr("racers[i].iteration(racers[i].alone)"), HasSubstr("race_in_threads(2)")));
  EXPECT_THAT(source, Not(HasSubstr("(void *)-1) table->munmap")));  // both unmap what they mapped
}

TEST_F(Races, GiveBackWhatAThreadWouldHaveUnmapped) {
  {
    const RecordedRace race(RaceKind::cancelled, 1);
    const RecordedIteration iteration(0);
    map(0);
  }

  EXPECT_THAT(program_of_answers().source,
              AllOf(HasSubstr("if (r4.value != (void *)-1) table->munmap_device_memory(session"),
                    HasSubstr("race_in_cancelled_thread()")));
}

TEST_F(Races, OfAThreadThatMadeNoCallHaveNoProgram) {
  const RecordedRace race(RaceKind::threads, 2);
  {
    const RecordedIteration iteration(0);
    map(0);
  }

  EXPECT_EQ(program_of_answers().why_not, "one of its threads made no call.");
}

// A handler's call lies in the log between the begin and the end of what it interrupts.
TEST_F(Races, KeepTheCallsOfAHandlerApart) {
  {
    const RecordedRace race(RaceKind::handler, 2);
    const RecordedIteration iteration(0);
    RecordedCall* const interrupted = begin_map(0x1000);
    {
      const RecordedIteration handler(1);
      RecordedCall* const handled = begin_map(0x2000);
      handled->in_handler = 1;
      (handled - 1)->in_handler = 1;
      end_call(handled, 0x7001000, 0);
    }
    end_call(interrupted, 0x7000000, 0);
    unmap();
  }

  const std::string text = calls_in_words(*call_log(), call_log()->kept());

  EXPECT_THAT(text,
              HasSubstr("thread 1, first iteration:\n  4. mmap_device_memory(address NULL, length 0x1000, physical "
                        "0x1000, protection 0x0): granted\n  7. munmap"));
  EXPECT_THAT(text,
              HasSubstr("thread 2, first iteration:\n  6. mmap_device_memory(address NULL, length 0x1000, physical "
                        "0x2000, protection 0x0): granted"));
  EXPECT_THAT(program_of_answers().source, HasSubstr("race_in_handler()"));
}

TEST_F(Races, AreNoneIfOneThreadCallsAfterAnother) {
  map(0);
  in_thread(unmap);
  map(0);

  const std::string source = program_of_answers().source;

  EXPECT_THAT(source,
              AllOf(HasSubstr("static int turn3(void)"), HasSubstr("const int came_of_turn3 = in_thread(turn3);"),
                    HasSubstr("if (came_of_turn3 != GOES_ON) return came_of_turn3;")));
}

TEST_F(Races, OfAChildWithAThreadEndInTheChild) {
  RecordedCall* const probe = record_probe();
  in_thread([] {
    RecordedCall* const call = begin_map(0);
    ++call->process;
    end_call(call, 0x7000000, 0);
  });
  record_probe_result(probe, 0);
  map(0);

  const std::string source = program_of_answers().source;

  const std::size_t in_child = source.find("if (came_of_turn3 != GOES_ON) _exit(1);");
  ASSERT_NE(in_child, std::string::npos);
  EXPECT_LT(in_child, source.find("end_probe(child2)"));
}

TEST_F(Races, NeedNoWholeNameThatRepeatsItself) {
  const std::string name = "/" + std::string(70'000, 'n');
  const mapproof_typed_open_request request{name.c_str(), 0, 0, 0, 0};
  RecordedCall* const call = begin_call(CallId::posix_typed_mem_open, &request, sizeof request);
  note_names(call, &request);
  end_call(call, ~std::uint64_t{0}, ENAMETOOLONG);

  EXPECT_THAT(program_of_answers().source, HasSubstr("static char name2[70001 + 1];"));
  EXPECT_THAT(call_in_words(*call_log(), 1), HasSubstr("...\" of 70001 characters"));
}

}  // namespace
}  // namespace mapproof
