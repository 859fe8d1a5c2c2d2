// How calls are made to race, and how it is known that they did.
// SPDX-License-Identifier: Apache-2.0
#include "at_once.hpp"

#include <pthread.h>
#include <sys/time.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>
#include <vector>

#include "check.hpp"
#include "host/restart.hpp"
#include "record/recorded_race.hpp"

namespace mapproof {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds patience{300};
constexpr int least_rounds = 2;
constexpr int usual_rounds = 50;
constexpr int wanted_interruptions = 10;
constexpr int timer_microseconds = 300;

// Ends the waiting of threads that are started one after the other, so that none is done before the last has begun.
class Gate {
 public:
  explicit Gate(std::size_t threads) : missing_(threads) {}
  void pass() {
    missing_.fetch_sub(1);
    while (missing_.load() != 0) std::this_thread::yield();
  }

 private:
  std::atomic<std::size_t> missing_;
};

// A handler can be given nothing, so it finds these here.
const std::function<void()>* handler_call = nullptr;
std::atomic<bool> in_call{false};
std::atomic<int> handled{0};
std::atomic<int> interrupted{0};

// Leaves errno as it was: the interrupted call may be about to read its own.
void handle_alarm(int) {
  const int before = errno;
  if (in_call.load()) interrupted.fetch_add(1);
  {
    const RecordedIteration iteration(1);
    (*handler_call)();
  }
  handled.fetch_add(1);
  errno = before;
}

void install_handler() {
  struct sigaction action {};
  action.sa_handler = handle_alarm;
  action.sa_flags = restart_interrupted_calls;
  sigaction(SIGALRM, &action, nullptr);
}

// One alarm at a time: where a call takes longer than the timer, a periodic one would leave no time for anything else.
void set_alarm() {
  const itimerval once{{0, 0}, {0, timer_microseconds}};
  setitimer(ITIMER_REAL, &once, nullptr);
}

struct CancelledCall {
  const std::function<void()>* call;
  bool returned;
};

void* call_with_a_pending_cancel(void* argument) {
  auto* const cancelled = static_cast<CancelledCall*>(argument);
  pthread_cancel(pthread_self());
  const RecordedIteration iteration(0);
  (*cancelled->call)();
  cancelled->returned = true;
  return nullptr;
}

}  // namespace

void call_from_threads(std::size_t threads, const std::function<void(std::size_t)>& call) {
  const RecordedRace race(RaceKind::threads, threads);
  Gate gate(threads);
  std::atomic<int> under_way{0};
  std::atomic<bool> met{false};
  const auto end = Clock::now() + patience;
  const auto work = [&](std::size_t number) {
    gate.pass();
    for (int round = 0; round < least_rounds || ((round < usual_rounds || !met.load()) && Clock::now() < end);
         ++round) {
      if (under_way.fetch_add(1) != 0) met.store(true);
      {
        const RecordedIteration iteration(number);
        call(number);
      }
      under_way.fetch_sub(1);
    }
  };
  std::vector<std::thread> running;
  running.reserve(threads);
  for (std::size_t number = 0; number < threads; ++number) running.emplace_back(work, number);
  for (std::thread& thread : running) thread.join();
  if (!met.load()) throw Untested{"no two of these calls were ever in progress at the same time."};
}

void call_while_interrupted(const std::function<void()>& call, const std::function<void()>& in_handler) {
  const RecordedRace race(RaceKind::handler, 2);
  handler_call = &in_handler;
  install_handler();
  const auto end = Clock::now() + patience;
  while (interrupted.load() < wanted_interruptions && Clock::now() < end) {
    const int before = handled.load();
    set_alarm();
    while (handled.load() == before) {
      const RecordedIteration iteration(0);
      in_call.store(true);
      call();
      in_call.store(false);
    }
  }
  if (interrupted.load() == 0) throw Untested{"no signal ever arrived while the call was in progress."};
}

bool returns_while_cancelled(const std::function<void()>& call) {
  const RecordedRace race(RaceKind::cancelled, 1);
  CancelledCall cancelled{&call, false};
  pthread_t thread{};
  if (pthread_create(&thread, nullptr, call_with_a_pending_cancel, &cancelled) != 0) {
    throw Unresolved{"no second thread could be started"};
  }
  pthread_join(thread, nullptr);
  return cancelled.returned;
}

}  // namespace mapproof
