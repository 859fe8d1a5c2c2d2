// Threads, signal handlers and children that use one session at the same time.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <atomic>
#include <cerrno>
#include <thread>

#include "model_test.hpp"

namespace mapproof::model_tests {
namespace {

class ConcurrencyTest : public ModelTest {
 protected:
  // Maps, proves that the right bytes are there, looks up and unmaps; counts what went wrong.
  int round(std::size_t pages, std::uint64_t page_number) const {
    const std::uint64_t physical = low() + page_number * page;
    const mapproof_address_outcome made = map({.length = pages * page, .physical = physical, .protection = read_write});
    if (made.error != 0) return 1;
    char* const bytes = static_cast<char*>(made.value);
    const Found found = offset64(bytes + (pages - 1) * page, page);
    int wrong = found.error != 0 || static_cast<std::uint64_t>(found.offset) != physical + (pages - 1) * page;
    // In two parts, and no page twice: what one thread has given back may already be another's.
    if (pages > 1) wrong += unmap(bytes + page, (pages - 1) * page) != 0;
    wrong += unmap(bytes, 1) != 0;
    return wrong;
  }

  static void handle(int) {
    const int before = errno;
    handler_errors += handler_test->round(2, 500);
    ++handler_rounds;
    errno = before;
  }
  static inline const ConcurrencyTest* handler_test = nullptr;
  static inline std::atomic<int> handler_rounds{0};
  static inline std::atomic<int> handler_errors{0};
};

TEST_F(ConcurrencyTest, ThreadsDoNotDisturbOneAnother) {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (std::uint64_t number = 0; number < 4; ++number) {
    threads.emplace_back([&, number] {
      for (std::size_t i = 0; i < 400; ++i) wrong += round(1 + i % 5, number * 100 + i % 90);
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(wrong, 0);
  EXPECT_TRUE(mappings().empty());
}

TEST_F(ConcurrencyTest, LookupsStayRightWhileOthersMap) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_FRAGMENTED, 200 * page);
  std::vector<std::uint64_t> truth;
  for (std::size_t i = 0; i < 200; ++i) truth.push_back(physical_of(bytes + i * page));
  std::atomic<bool> done{false};
  std::thread mapper([&] {
    for (int i = 0; i < 300; ++i) round(3, 7);
    done = true;
  });

  int wrong = 0;
  for (std::size_t i = 0; !done; ++i) {
    const Found found = offset64(bytes + i % 200 * page, page);
    wrong += found.error != 0 || static_cast<std::uint64_t>(found.offset) != truth[i % 200];
  }
  mapper.join();

  EXPECT_EQ(wrong, 0);
}

TEST_F(ConcurrencyTest, HandlerMayMapWhileTheInterruptedCodeMaps) {
  handler_test = this;
  std::signal(SIGUSR1, handle);
  const pthread_t target = ::pthread_self();
  std::atomic<bool> stop{false};
  std::thread sender([&] {
    while (!stop) {
      const int before = handler_rounds;
      ::pthread_kill(target, SIGUSR1);
      while (!stop && handler_rounds == before) std::this_thread::yield();
    }
  });

  int wrong = 0;
  for (std::size_t i = 0; handler_rounds < 50; ++i) wrong += round(1 + i % 4, i % 90);
  stop = true;
  sender.join();
  std::signal(SIGUSR1, SIG_DFL);

  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(handler_errors, 0);
}

TEST_F(ConcurrencyTest, ChildOfABusyProcessCanMap) {
  std::atomic<bool> stop{false};
  std::thread mapper([&] {
    while (!stop) round(3, 7);
  });

  int failed = 0;
  for (int i = 0; i < 20; ++i) failed += !holds_in_child([&] { return round(4, 50) == 0; });
  stop = true;
  mapper.join();

  EXPECT_EQ(failed, 0);
}

TEST_F(ConcurrencyTest, ChildInheritsMappingsAndItsOwnTable) {
  char* const device = mapped(low(), 2 * page);
  char* const shared = memory(MAPPROOF_MEMORY_SHARED, page);

  EXPECT_TRUE(holds_in_child([&] {
    device[1] = 'd';
    shared[1] = 's';
    return unmap(device, page) == 0 && mappings().size() == 2;
  }));

  EXPECT_EQ(device[1], 'd');
  EXPECT_EQ(shared[1], 's');
  EXPECT_EQ(mappings().size(), 2u);
}

TEST_F(ConcurrencyTest, FramesOfAChildAreNotTakenByItsParent) {
  char* const shared = memory(MAPPROOF_MEMORY_SHARED, page);
  shared[0] = 's';
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    char go = 0;
    const bool heard = ::read(ends[0], &go, 1) == 1;
    ::_exit(heard && shared[0] == 's' ? 0 : 1);
  }
  table->memory_release(session, shared, page);
  for (int i = 0; i < 10; ++i) memory(MAPPROOF_MEMORY_CONTIGUOUS, page)[0] = 'x';
  ASSERT_EQ(::write(ends[1], "g", 1), 1);
  int status = -1;
  ::waitpid(child, &status, 0);

  EXPECT_EQ(status, 0);
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace mapproof::model_tests
