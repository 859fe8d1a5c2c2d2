// Loads and stores, with a handler that jumps back from their faults.
// SPDX-License-Identifier: Apache-2.0
#include "access.hpp"

#include <csetjmp>
#include <csignal>

#include "host/memory_access.hpp"

namespace mapproof::explore {
namespace {

// One at a time, and an access that faults leaves nothing behind: no destructor is jumped over.
sigjmp_buf way_back;
volatile std::sig_atomic_t guarding = 0;

void on_fault(int number) {
  if (guarding != 0) siglongjmp(way_back, number);
  // A fault elsewhere is the subject's own: returning to it with the default action ends the process.
  std::signal(number, SIG_DFL);
}

// Before each access, because a subject may have installed a handler of its own meanwhile.
void install() {
  struct sigaction action {};
  action.sa_handler = on_fault;
  action.sa_flags = SA_NODEFER;
  for (const int number : {SIGSEGV, SIGBUS}) {
    struct sigaction now {};
    sigaction(number, nullptr, &now);
    if (now.sa_handler != on_fault) sigaction(number, &action, nullptr);
  }
}

volatile std::uint64_t* word_at(std::uint64_t address) {
  return reinterpret_cast<volatile std::uint64_t*>(static_cast<std::uintptr_t>(address));
}

}  // namespace

Result<std::uint64_t> guarded_load(std::uint64_t address) {
  install();
  void* const access =
      access_observer == nullptr ? nullptr : access_observer->begin_load(word_at(address), sizeof(std::uint64_t));
  const int number = sigsetjmp(way_back, 0);
  if (number != 0) {
    guarding = 0;
    return Errno{number};
  }
  guarding = 1;
  const std::uint64_t value = *word_at(address);
  guarding = 0;
  if (access_observer != nullptr) access_observer->end(access, value);
  return value;
}

Result<std::uint64_t> guarded_store(std::uint64_t address, std::uint64_t value) {
  install();
  void* const access = access_observer == nullptr
                           ? nullptr
                           : access_observer->begin_store(word_at(address), sizeof(std::uint64_t), value);
  const int number = sigsetjmp(way_back, 0);
  if (number != 0) {
    guarding = 0;
    return Errno{number};
  }
  guarding = 1;
  *word_at(address) = value;
  guarding = 0;
  if (access_observer != nullptr) access_observer->end(access, 0);
  return value;
}

}  // namespace mapproof::explore
