// What do map and unmap cost while other threads or processes do the same? Timed: both calls together, in one of them.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>
#include <vector>

#include "questions/questions.hpp"
#include "rows/pinned_thread.hpp"
#include "rows/signals.hpp"

namespace mapproof::bench {
namespace {

// Until told to stop, or refused.
template <class Stop>
void map_and_unmap_until(const MapCase& which, Stop stop) {
  while (!stop()) {
    const mapproof_address_outcome mapped = which.map();
    if (failed(mapped) || failed(which.unmap(mapped.value))) return;
  }
}

class RivalThreads {
 public:
  RivalThreads(const MapCase& which, int count) {
    for (int n = 0; n < count; ++n) threads_.emplace_back([this, which] { compete(which); });
  }
  ~RivalThreads() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
  }
  RivalThreads(const RivalThreads&) = delete;
  RivalThreads& operator=(const RivalThreads&) = delete;

 private:
  void compete(const MapCase& which) const {
    PinnedThread::spread_over_node();
    map_and_unmap_until(which, [this] { return stop_.load(std::memory_order_relaxed); });
  }

  std::atomic<bool> stop_{false};
  std::vector<std::thread> threads_;
};

class RivalProcesses {
 public:
  RivalProcesses(const MapCase& which, int count) {
    const pid_t parent = getpid();
    for (int n = 0; n < count; ++n) {
      const pid_t child = fork();
      if (child == 0) compete(which, parent);
      if (child > 0) children_.push_back(child);
    }
  }
  ~RivalProcesses() {
    for (const pid_t child : children_) {
      kill(child, SIGKILL);
      waitpid(child, nullptr, 0);
    }
  }
  RivalProcesses(const RivalProcesses&) = delete;
  RivalProcesses& operator=(const RivalProcesses&) = delete;

 private:
  [[noreturn]] static void compete(const MapCase& which, pid_t parent) {
    leave_signals_alone();
    PinnedThread::spread_over_node();
    // A parent that crashed kills nobody any more.
    map_and_unmap_until(which, [parent, turns = 0u]() mutable { return ++turns % 64 == 0 && getppid() != parent; });
    _exit(0);
  }

  std::vector<pid_t> children_;
};

}  // namespace

void map_contended_by_threads(benchmark::State& state, const MapCase& which, int threads, CallTimer& timer) {
  const RivalThreads rivals{which, threads - 1};
  map_unmap(state, which, timer);
}

void map_contended_by_processes(benchmark::State& state, const MapCase& which, int processes, CallTimer& timer) {
  const RivalProcesses rivals{which, processes - 1};
  map_unmap(state, which, timer);
}

}  // namespace mapproof::bench
