// That mmap_device_memory() may be called from threads and signal handlers and is no cancellation point.
// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <mutex>
#include <set>

#include "core/at_once.hpp"
#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

constexpr std::size_t thread_count = 4;

// Which places are taken now, as far as the threads have said so.
class Places {
 public:
  bool take(void* place) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return taken_.insert(place).second;
  }
  void leave(void* place) {
    const std::lock_guard<std::mutex> lock(mutex_);
    taken_.erase(place);
  }

 private:
  std::mutex mutex_;
  std::set<void*> taken_;
};

// Maps a page, loads its first word and unmaps it again. 0 if it was refused.
std::uint32_t word_at(const Session& session, std::uint64_t physical) {
  const auto mapping = session.map({.physical = physical, .length = session.page()});
  return mapping ? mapping->load<std::uint32_t>(0) : 0;
}

// Stores a word of its own to each of these pages: 1, 2, 3 and so on.
void number_pages(const Session& session, std::uint64_t physical, std::uint32_t count) {
  const auto all = session.map({.physical = physical, .length = count * session.page(), .protection = read_write});
  if (!all) throw Unresolved{"the pages could not be mapped: " + name_of(all.error())};
  for (std::uint32_t number = 0; number < count; ++number) all->store(number * session.page(), number + 1);
}

CHECK_REQUIREMENT(MDM_47, ThreadsThatMapAtOnceGetPlacesOfTheirOwn) {
  const auto& window = pages_to_map(1);
  Places places;
  std::atomic<int> refused{0};
  std::atomic<int> shared{0};

  call_from_threads(thread_count, [&](std::size_t) {
    const auto mapping = session().map({.physical = window.physical, .length = page()});
    if (!mapping) {
      refused.fetch_add(1);
      return;
    }
    if (!places.take(mapping->address())) shared.fetch_add(1);
    places.leave(mapping->address());
  });

  EXPECT_EQ(refused.load(), 0);
  EXPECT_EQ(shared.load(), 0) << "two threads were given the same place";
}

CHECK_REQUIREMENT(MDM_47, ThreadsThatMapAtOnceSeeThePageThatEachAskedFor) {
  const auto& window = pages_to_write(thread_count);
  number_pages(session(), window.physical, thread_count);
  std::atomic<int> wrong{0};

  call_from_threads(thread_count, [&](std::size_t number) {
    if (word_at(session(), window.physical + number * page()) != number + 1) wrong.fetch_add(1);
  });

  EXPECT_EQ(wrong.load(), 0) << "threads saw a page that another one had asked for, or none";
}

CHECK_REQUIREMENT(MDM_47, SignalHandlerMayInterruptACallWithAnother) {
  const auto& window = pages_to_write(2);
  number_pages(session(), window.physical, 2);
  std::atomic<int> wrong{0};

  call_while_interrupted(
      [&] {
        if (word_at(session(), window.physical) != 1) wrong.fetch_add(1);
      },
      [&] {
        if (word_at(session(), window.physical + page()) != 2) wrong.fetch_add(1);
      });

  EXPECT_EQ(wrong.load(), 0) << "the handler, or what it interrupted, saw another page or none";
}

CHECK_REQUIREMENT(MDM_47, PendingCancelIsNotActedUponAndTheCallReturns) {
  const MapRequest request{.physical = pages_to_map(1).physical, .length = page()};

  EXPECT_TRUE(returns_while_cancelled([&] { session().map_raw(request); })) << "the call was a cancellation point";
}

}  // namespace
}  // namespace mapproof
