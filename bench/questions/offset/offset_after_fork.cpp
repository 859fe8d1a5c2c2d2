// What does a lookup cost in a child after fork(), about memory that it shares with its parent? Timed: each lookup in
// the child, which locks the page first, since a child inherits no lock.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <new>

#include "questions/questions.hpp"
#include "rows/signals.hpp"

namespace mapproof::bench {
namespace {

// What parent and child both see.
struct Shared {
  CallTimer timer;
  int error = 0;
};

class SharedPages {
 public:
  SharedPages() {
    void* const pages = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0);
    if (pages != MAP_FAILED) shared_ = new (pages) Shared;
  }
  ~SharedPages() {
    if (shared_ != nullptr) munmap(shared_, sizeof(Shared));
  }
  SharedPages(const SharedPages&) = delete;
  SharedPages& operator=(const SharedPages&) = delete;

  Shared* get() const { return shared_; }

 private:
  Shared* shared_ = nullptr;
};

int look_up(const OffsetCase& which, const Lookup& lookup, std::int64_t times, CallTimer& timer) {
  const Session& session = *which.session;
  if (session.has(&mapproof_backend::mlock)) {
    const Result<int> locked = session.lock(lookup.address(), which.length);
    if (!locked) return locked.error().number;
  }
  timer.start();
  for (std::int64_t n = 0; n < times; ++n) {
    const mapproof_status_outcome outcome = which.call(session.handle(), &lookup.request());
    timer.lap();
    if (outcome.value == -1) return outcome.error;
  }
  return 0;
}

}  // namespace

void offset_after_fork(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  const Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  const SharedPages pages;
  if (pages.get() == nullptr) return refuse(state, {ENOMEM, "parent and child cannot share a page."});
  // One batch with all iterations: the child is made once.
  while (state.KeepRunningBatch(state.max_iterations)) {
    const pid_t child = fork();
    if (child == -1) return refuse(state, {EAGAIN, "no child process can be created."});
    if (child == 0) {
      leave_signals_alone();
      pages.get()->error = look_up(which, lookup, state.max_iterations, pages.get()->timer);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) return refuse(state, {EIO, "the child died."});
    if (pages.get()->error != 0) return refuse(state, Refusal{pages.get()->error});
  }
  timer = pages.get()->timer;
}

}  // namespace mapproof::bench
