// That mmap_device_memory() may be called from threads and signal handlers and is no cancellation point.
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <array>
#include <csignal>
#include <future>
#include <set>
#include <vector>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MDM_47, ThreadsThatMapAtOnceGetPlacesOfTheirOwn) {
  const auto& window = pages_to_map(1);
  const auto map_several = [&] {
    std::vector<Result<Mapping>> mappings;
    mappings.reserve(32);
    for (int i = 0; i < 32; ++i) mappings.push_back(session().map({.physical = window.physical, .length = page()}));
    return mappings;
  };
  std::array<std::future<std::vector<Result<Mapping>>>, 4> threads;
  for (auto& thread : threads) thread = std::async(std::launch::async, map_several);

  std::vector<Result<Mapping>> all;
  for (auto& thread : threads) {
    for (auto& mapping : thread.get()) all.push_back(std::move(mapping));
  }
  std::set<void*> places;
  for (const auto& mapping : all) places.insert(mapping ? mapping->address() : nullptr);

  EXPECT_EQ(places.size(), 128u);
}

// What the handler and the cancelled thread below work on; neither can be handed an argument by a reference.
const Session* subject = nullptr;
MapRequest request_of_subject;
volatile std::sig_atomic_t granted_in_handler = 0;

void map_in_handler(int) {
  const mapproof_address_outcome outcome = subject->map_raw(request_of_subject);
  granted_in_handler = outcome.value != Session::map_failed() ? 1 : 0;
}

CHECK_REQUIREMENT(MDM_47, SignalHandlerCanMap) {
  subject = &session();
  request_of_subject = {.physical = pages_to_map(1).physical, .length = page()};
  std::signal(SIGUSR1, map_in_handler);

  std::raise(SIGUSR1);

  EXPECT_EQ(granted_in_handler, 1);
}

void* map_with_a_pending_cancel(void*) {
  pthread_cancel(pthread_self());
  subject->map_raw(request_of_subject);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
  return nullptr;
}

CHECK_REQUIREMENT(MDM_47, PendingCancelIsNotActedUponAndTheCallReturns) {
  subject = &session();
  request_of_subject = {.physical = pages_to_map(1).physical, .length = page()};
  pthread_t thread{};
  if (pthread_create(&thread, nullptr, map_with_a_pending_cancel, nullptr) != 0) throw Unresolved{"no thread"};

  void* result = nullptr;
  pthread_join(thread, &result);

  EXPECT_NE(result, PTHREAD_CANCELED);
}

}  // namespace
}  // namespace mapproof
