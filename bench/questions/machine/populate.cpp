// What does it cost to make new ordinary memory resident? Timed: each way to do it, divided by the pages. Not: getting
// the memory, but for the system's own ways, which populate as they map; nor giving it back.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <cerrno>

#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

void touch(void* memory, std::size_t length, std::size_t page) {
  auto* const bytes = static_cast<volatile unsigned char*>(memory);
  for (std::size_t at = 0; at < length; at += page) bytes[at] = 1;
}

// Anonymous memory through the calls under test.
mapproof_address_outcome new_memory(const Session& session, std::size_t length) {
  mapproof_mmap_request request{};
  request.length = length;
  request.protection = read_write;
  request.flags = MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_ANON;
  request.fd = MAPPROOF_NOFD;
  return session.table().mmap(session.handle(), &request);
}

std::optional<Refusal> give_back(const Session& session, void* memory, std::size_t length) {
  const mapproof_unmap_request request{memory, length, 0, 0};
  const mapproof_status_outcome outcome = session.table().munmap(session.handle(), &request);
  if (failed(outcome)) return outcome.error;
  return std::nullopt;
}

}  // namespace

void populate_by_touch(benchmark::State& state, const Session& session, std::size_t length, CallTimer& timer) {
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_address_outcome memory = new_memory(session, length);
    if (failed(memory)) return memory.error;
    timer.pass();
    touch(memory.value, length, session.page());
    timer.lap();
    return give_back(session, memory.value, length);
  });
}

void populate_by_lock(benchmark::State& state, const Session& session, std::size_t length, CallTimer& timer) {
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_address_outcome memory = new_memory(session, length);
    if (failed(memory)) return memory.error;
    timer.pass();
    const Result<int> locked = session.lock(memory.value, length);
    timer.lap();
    if (!locked)
      return Refusal{locked.error().number, "the memory cannot be locked: raise the limit of locked memory."};
    return give_back(session, memory.value, length);
  });
}

void floor_populate(benchmark::State& state, const Session& session, std::size_t length, bool large_pages,
                    CallTimer& timer) {
#if defined(MAP_POPULATE) && defined(MADV_HUGEPAGE)
  constexpr std::size_t large = 2 * 1024 * 1024;
  // Large pages need memory that starts at one.
  const std::size_t span = large_pages ? length + large : length;
  const int populate = large_pages ? 0 : MAP_POPULATE;
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    timer.pass();
    void* const memory = ::mmap(nullptr, span, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | populate, -1, 0);
    if (memory == MAP_FAILED) return errno;
    if (large_pages) {
      auto* const start =
          reinterpret_cast<void*>((reinterpret_cast<std::uintptr_t>(memory) + large - 1) & ~(large - 1));
      if (madvise(start, length, MADV_HUGEPAGE) != 0) return Refusal{errno, "the system provides no large pages."};
      touch(start, length, session.page());
    }
    timer.lap();
    ::munmap(memory, span);
    return std::nullopt;
  });
#else
  (void)session, (void)length, (void)large_pages, (void)timer;
  refuse(state, {ENOTSUP, "this system has no way to populate a mapping."});
#endif
}

}  // namespace mapproof::bench
