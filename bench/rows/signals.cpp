// Signal handlers: only async-signal-safe calls, on text that was prepared beforehand.
// SPDX-License-Identifier: Apache-2.0
#include "signals.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>

#include "host/restart.hpp"

namespace mapproof::bench {
namespace {

using Text = std::array<char, 512>;

constexpr std::array stopping{SIGINT, SIGTERM};
constexpr std::array ending{SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGALRM};

// A thread that measures reads it while another one may run the handler.
std::atomic<int> stop{0};
static_assert(std::atomic<int>::is_always_lock_free);
Text partial_path{};
Text crash_sentence{};
Text hang_sentence{};

void keep(const std::string& text, Text& in) {
  const std::size_t length = std::min(text.size(), in.size() - 1);
  std::memcpy(in.data(), text.data(), length);
  in[length] = '\0';
}

void give_up(int signal) {
  const Text& sentence = signal == SIGALRM ? hang_sentence : crash_sentence;
  if (partial_path[0] != '\0') unlink(partial_path.data());
  // There is nobody left to tell if even this cannot be written.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, sentence.data(), strlen(sentence.data()));
  _exit(2);
}

// Who asks twice has met a subject that does not come back.
void request_stop(int signal) {
  if (stop != 0) give_up(SIGALRM);
  stop = signal;
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = restart_interrupted_calls;
  sigaction(signal, &action, nullptr);
}

// What another program left blocked would never arrive here.
void unblock_all() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : stopping) sigaddset(&set, signal);
  for (const int signal : ending) sigaddset(&set, signal);
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace

void guard_run(const std::string& result_path) {
  if (!result_path.empty()) keep(result_path + ".partial", partial_path);
  for (const int signal : stopping) handle(signal, request_stop);
  for (const int signal : ending) handle(signal, give_up);
  unblock_all();
}

void leave_signals_alone() {
  for (const int signal : stopping) handle(signal, SIG_DFL);
  for (const int signal : ending) handle(signal, SIG_DFL);
}

int stop_signal() { return stop.load(std::memory_order_relaxed); }

void watch(const std::string& measuring, unsigned seconds) {
  keep("\nmapproof-bench: the backend crashed at or soon after " + measuring + ", so no result was written.\n",
       crash_sentence);
  keep(
      "\nmapproof-bench: the backend did not come back at or soon after " + measuring + ", so no result was written.\n",
      hang_sentence);
  alarm(seconds);
}

}  // namespace mapproof::bench
