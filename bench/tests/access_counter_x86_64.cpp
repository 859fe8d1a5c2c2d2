// The page is protected; a fault opens it, lets the CPU run one instruction (trap flag), and closes it again.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <sys/mman.h>
#include <ucontext.h>

#include <cstdint>
#include <stdexcept>

#include "access_counter.hpp"

namespace mapproof::bench {
namespace {

constexpr greg_t trap_flag = 0x100;
constexpr greg_t write_fault = 0x2;

void* watched = nullptr;
volatile sig_atomic_t loads = 0;
volatile sig_atomic_t stores = 0;

greg_t& flags(void* context) { return static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_EFL]; }

void open_for_one_instruction(int, siginfo_t* info, void* context) {
  const auto distance = reinterpret_cast<std::uintptr_t>(info->si_addr) - reinterpret_cast<std::uintptr_t>(watched);
  if (distance >= WatchedPage::length) {
    signal(SIGSEGV, SIG_DFL);  // a fault of somebody else: let it happen again and end the test
    return;
  }
  const bool storing = (static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_ERR] & write_fault) != 0;
  storing ? stores = stores + 1 : loads = loads + 1;
  mprotect(watched, WatchedPage::length, PROT_READ | PROT_WRITE);
  flags(context) |= trap_flag;
}

void close_again(int, siginfo_t*, void* context) {
  mprotect(watched, WatchedPage::length, PROT_NONE);
  flags(context) &= ~trap_flag;
}

struct sigaction handled_by(void (*handler)(int, siginfo_t*, void*)) {
  struct sigaction action {};
  action.sa_sigaction = handler;
  action.sa_flags = SA_SIGINFO;
  return action;
}

}  // namespace

WatchedPage::WatchedPage()
    : address_(mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
  if (address_ == MAP_FAILED) throw std::runtime_error("no page to watch");
}

WatchedPage::~WatchedPage() { munmap(address_, length); }

AccessCounts WatchedPage::count(const std::function<void()>& code) const {
  const struct sigaction fault = handled_by(open_for_one_instruction);
  const struct sigaction trap = handled_by(close_again);
  struct sigaction fault_before {};
  struct sigaction trap_before {};
  watched = address_;
  loads = 0;
  stores = 0;
  sigaction(SIGSEGV, &fault, &fault_before);
  sigaction(SIGTRAP, &trap, &trap_before);
  mprotect(address_, length, PROT_NONE);
  code();
  mprotect(address_, length, PROT_READ | PROT_WRITE);
  sigaction(SIGSEGV, &fault_before, nullptr);
  sigaction(SIGTRAP, &trap_before, nullptr);
  return {static_cast<std::size_t>(loads), static_cast<std::size_t>(stores)};
}

}  // namespace mapproof::bench
