// Mapping in children after fork(), in several threads, and in signal handlers.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <thread>
#include <vector>

#include "bar_test.hpp"

namespace mapproof::lnx {
namespace {

using ConcurrencyTest = BarTest;

TEST_F(ConcurrencyTest, ChildKnowsTheMappingsOfItsParent) {
  char* const place = map_pages(4, 2);

  EXPECT_EQ(failures_in_child([&] {
              const int wrong = offset_of(place) != base + 4 * page();
              return wrong + (unmap(place, page()) != 0) + (offset_of(place) != 0);
            }),
            0);
  EXPECT_EQ(offset_of(place), base + 4 * page());
}

TEST_F(ConcurrencyTest, ThreadsThatMapAndUnmapAtOnceAllFindWhatTheyMapped) {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t i = 0; i < 300; ++i) {
        const std::size_t pages = 1 + (i + thread) % 4;
        char* const place = map_pages(thread, pages);
        wrong += offset_of(place) != base + thread * page();
        wrong += unmap(place, pages * page()) != 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(wrong, 0);
}

const ConcurrencyTest* handler_test = nullptr;
std::atomic<int> handler_mistakes{0};
std::atomic<int> handler_runs{0};

TEST_F(ConcurrencyTest, SignalHandlerMapsWhileInterruptedCodeMaps) {
  handler_test = this;
  std::signal(SIGUSR2, [](int) {
    const int before = errno;
    const ConcurrencyTest& test = *handler_test;
    const mapproof_map_request request{nullptr, 4096, base, MAPPROOF_PROT_READ, 0, 0, 0};
    const mapproof_address_outcome mapped = test.table().mmap_device_memory(test.handle(), &request);
    std::int64_t offset = 0;
    const mapproof_offset_request question{mapped.value, 1, &offset, nullptr, nullptr, MAPPROOF_NOFD, 0};
    handler_mistakes += test.table().mem_offset64(test.handle(), &question).value != 0 || offset != base;
    const mapproof_unmap_request end{mapped.value, 4096, 0, 0};
    handler_mistakes += test.table().munmap_device_memory(test.handle(), &end).value != 0;
    ++handler_runs;
    errno = before;
  });
  std::atomic<bool> stop{false};
  const pthread_t here = pthread_self();
  std::thread sender([&] {
    for (int sent = 0; sent < 300; ++sent) {
      const int runs = handler_runs;
      pthread_kill(here, SIGUSR2);
      while (handler_runs == runs) std::this_thread::yield();
    }
    stop = true;
  });
  int wrong = 0;
  while (!stop) {
    char* const place = map_pages(3, 3);
    wrong += offset_of(place) != base + 3 * page();
    wrong += unmap(place, 3 * page()) != 0;
  }
  sender.join();
  std::signal(SIGUSR2, SIG_DFL);

  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(handler_mistakes, 0);
}

}  // namespace
}  // namespace mapproof::lnx
