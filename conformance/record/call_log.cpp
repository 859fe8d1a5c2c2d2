// Makes the call log, in memory that is shared with children.
// SPDX-License-Identifier: Apache-2.0
#include "call_log.hpp"

#include <sys/mman.h>

namespace mapproof {
namespace {

CallLog* log_of_this_process = nullptr;

}  // namespace

CallLog* call_log() { return log_of_this_process; }

void make_call_log() {
  void* const memory = mmap(nullptr, sizeof(CallLog), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0);
  // Fresh pages are zero, which is an empty log; they are touched as it fills.
  log_of_this_process = memory == MAP_FAILED ? nullptr : static_cast<CallLog*>(memory);
}

}  // namespace mapproof
