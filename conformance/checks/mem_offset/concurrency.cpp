// Checks: from where mem_offset() and mem_offset64() may be called: threads, handlers, threads about to be cancelled.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <atomic>

#include "core/at_once.hpp"
#include "lookup.hpp"

namespace mapproof {
namespace {

constexpr std::size_t thread_count = 4;

bool is_right(const Result<Offset>& found, std::uint64_t truth) { return found && found->physical == truth; }

}  // namespace

CHECK_BOTH_FORMS(MOF_34, LookupsOfSeveralThreadsDoNotMixUp) {
  std::array<void*, thread_count> memories{};
  std::array<std::uint64_t, thread_count> truths{};
  for (std::size_t i = 0; i < thread_count; ++i) {
    memories[i] = locked_memory(page());
    truths[i] = physical_of(memories[i]);
  }
  std::atomic<int> wrong{0};

  call_from_threads(thread_count, [&](std::size_t number) {
    if (!is_right(look_up_anywhere(memories[number], page()), truths[number])) wrong.fetch_add(1);
  });

  EXPECT_EQ(wrong.load(), 0) << "lookups answered with what is not their own";
}

CHECK_BOTH_FORMS(MOF_34, SignalHandlerMayInterruptALookupWithAnother) {
  void* const memory = locked_memory(page());
  void* const other = locked_memory(page());
  const std::uint64_t truth = physical_of(memory);
  const std::uint64_t other_truth = physical_of(other);
  std::atomic<int> wrong{0};

  call_while_interrupted(
      [&] {
        if (!is_right(look_up_anywhere(memory, page()), truth)) wrong.fetch_add(1);
      },
      [&] {
        if (!is_right(look_up_anywhere(other, page()), other_truth)) wrong.fetch_add(1);
      });

  EXPECT_EQ(wrong.load(), 0);
}

CHECK_BOTH_FORMS(MOF_34, PendingCancellationDoesNotEndTheThreadInTheCall) {
  void* const memory = locked_memory(page());

  EXPECT_TRUE(returns_while_cancelled([&] { look_up(memory, page()); })) << "the call was a cancellation point";
}

}  // namespace mapproof
