// Fills the entries of the call log.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_call.hpp"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>

namespace mapproof {
namespace {

std::uint32_t signals_are_blocked() {
  sigset_t blocked;
  pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
  for (int number = 1; number <= SIGUSR2; ++number) {
    if (sigismember(&blocked, number) == 1) return 1;
  }
  return 0;
}

// Calls of this thread that have not come back.
thread_local int under_way = 0;

}  // namespace

RecordedCall* begin_call(CallId id, const void* request, std::size_t length) {
  const bool interrupts = under_way++ > 0;
  const std::uint32_t place = call_log()->count.fetch_add(1);
  if (place >= CallLog::capacity) return nullptr;
  RecordedCall& call = call_log()->calls[place];
  call.id = id;
  call.process = getpid();
  call.in_handler = interrupts ? 1 : signals_are_blocked();
  call.thread = reinterpret_cast<std::uint64_t>(reinterpret_cast<void*>(pthread_self()));
  if (request != nullptr) std::memcpy(call.request.data(), request, std::min(length, call.request.size()));
  return &call;
}

void end_call(RecordedCall* call, std::uint64_t value, int error) {
  --under_way;
  if (call == nullptr) return;
  call->value = value;
  call->error = error;
  call->ended_at = call_log()->kept();
  call->answered = 1;
}

void begin_child_of_call() { --under_way; }
void end_child_of_call() { ++under_way; }

}  // namespace mapproof
