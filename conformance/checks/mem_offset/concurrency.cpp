// Checks: from where mem_offset() may be called: threads, signal handlers, threads about to be cancelled.
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>
#include <sys/time.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <thread>
#include <vector>

#include "lookup.hpp"

namespace mapproof {
namespace {

constexpr int thread_count = 4;
constexpr int least_rounds = 10;
constexpr int interruptions = 20;

// What a signal handler looks up. It can be given nothing, so it finds this here.
const std::function<void()>* in_handler = nullptr;
std::atomic<int> handled{0};

void handle_alarm(int) {
  (*in_handler)();
  handled.fetch_add(1);
}

bool is_right(const Result<Offset>& found, std::uint64_t truth) { return found && found->physical == truth; }

void* call_in_thread(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

}  // namespace

CHECK_LOOKUP(MOF_34, LookupsOfSeveralThreadsDoNotMixUp) {
  std::vector<std::thread> threads;
  threads.reserve(thread_count);
  std::atomic<int> wrong{0};
  std::array<void*, thread_count> memories{};
  for (auto& memory : memories) memory = locked_memory(page());

  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
  for (void* const memory : memories) {
    threads.emplace_back([this, memory, end, &wrong, truth = physical_of(memory)] {
      for (int i = 0; i < least_rounds || std::chrono::steady_clock::now() < end; ++i) {
        if (!is_right(look_up_anywhere(memory, page()), truth)) wrong.fetch_add(1);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(wrong.load(), 0) << "lookups answered with what is not their own";
}

CHECK_LOOKUP(MOF_34, SignalHandlerMayInterruptALookupWithAnother) {
  void* const memory = locked_memory(page());
  void* const other = locked_memory(page());
  const std::uint64_t truth = physical_of(memory);
  const std::uint64_t other_truth = physical_of(other);
  std::atomic<int> wrong{0};
  const std::function<void()> look = [&] {
    if (!is_right(look_up_anywhere(other, page()), other_truth)) wrong.fetch_add(1);
  };
  in_handler = &look;
  struct sigaction action {};
  action.sa_handler = handle_alarm;
  action.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &action, nullptr);

  for (int i = 0; i < interruptions; ++i) {
    // One at a time: where a call takes longer than the timer, a periodic one would leave no time for anything else.
    const itimerval once{{0, 0}, {0, 500}};
    setitimer(ITIMER_REAL, &once, nullptr);
    while (handled.load() == i) {
      if (!is_right(look_up_anywhere(memory, page()), truth)) wrong.fetch_add(1);
    }
  }

  EXPECT_EQ(wrong.load(), 0);
}

CHECK_LOOKUP(MOF_34, PendingCancellationDoesNotEndTheThreadInTheCall) {
  void* const memory = locked_memory(page());
  bool returned = false;
  const std::function<void()> work = [&] {
    pthread_cancel(pthread_self());
    look_up(memory, page());
    returned = true;
  };
  pthread_t thread{};
  if (pthread_create(&thread, nullptr, call_in_thread, const_cast<std::function<void()>*>(&work)) != 0) {
    throw Unresolved{"no second thread could be started"};
  }

  pthread_join(thread, nullptr);

  EXPECT_TRUE(returned) << "the call was a cancellation point";
}

}  // namespace mapproof
