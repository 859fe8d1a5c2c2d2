// Signals that end a run, turned into bytes of a self-pipe.
// SPDX-License-Identifier: Apache-2.0
#include "signals.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <tuple>

#include "host/restart.hpp"

namespace mapproof {
namespace {

constexpr std::array<int, 5> watched = {SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGPIPE};
std::array<struct sigaction, watched.size()> before;
std::atomic<int> wake_end{-1};
std::atomic<int> stop_signal{0};
// Who sent the signal, if a process did; 0 if it was the terminal.
std::atomic<pid_t> stop_sender{0};

void on_signal(int number, siginfo_t* news, void* context) {
  (void)context;
  const int saved = errno;
  if (number != SIGCHLD) {
    stop_sender = news->si_code == SI_USER ? news->si_pid : 0;
    stop_signal = number;
  }
  const char byte = 0;
  // A full pipe is fine: it is readable already.
  (void)!write(wake_end, &byte, 1);
  errno = saved;
}

// What another program left blocked would never arrive here: an honest subject would time out. A file that grows over
// its limit is an errno that can be told, and not a death without a word.
void set_up_inherited_state() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : watched) sigaddset(&set, number);
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
  std::signal(SIGXFSZ, SIG_IGN);
}

struct Name {
  int number;
  std::string_view text;
};

#define NAMED(constant) \
  Name { constant, #constant }
constexpr Name names[] = {NAMED(SIGABRT), NAMED(SIGALRM), NAMED(SIGBUS),  NAMED(SIGCHLD), NAMED(SIGCONT),
                          NAMED(SIGFPE),  NAMED(SIGHUP),  NAMED(SIGILL),  NAMED(SIGINT),  NAMED(SIGKILL),
                          NAMED(SIGPIPE), NAMED(SIGQUIT), NAMED(SIGSEGV), NAMED(SIGSTOP), NAMED(SIGSYS),
                          NAMED(SIGTERM), NAMED(SIGTRAP), NAMED(SIGTSTP), NAMED(SIGUSR1), NAMED(SIGUSR2),
                          NAMED(SIGXCPU), NAMED(SIGXFSZ)};
#undef NAMED

}  // namespace

SignalWatch::SignalWatch() {
  std::tie(reader_, writer_) = make_pipe();
  wake_end = writer_.number();
  stop_signal = 0;
  set_up_inherited_state();
  for (std::size_t i = 0; i < watched.size(); ++i) {
    struct sigaction action {};
    action.sa_flags = restart_interrupted_calls | SA_SIGINFO;
    action.sa_sigaction = on_signal;
    if (watched[i] == SIGPIPE) action.sa_handler = SIG_IGN;
    sigaction(watched[i], &action, &before[i]);
    // nohup: whoever starts a run so wants it to outlive the terminal.
    if (watched[i] == SIGHUP && before[i].sa_handler == SIG_IGN) sigaction(SIGHUP, &before[i], nullptr);
  }
}

SignalWatch::~SignalWatch() {
  for (std::size_t i = 0; i < watched.size(); ++i) sigaction(watched[i], &before[i], nullptr);
  wake_end = -1;
}

void SignalWatch::drain() const {
  std::array<char, 256> bytes;
  while (read(reader_.number(), bytes.data(), bytes.size()) > 0) {
  }
}

void SignalWatch::disregard_from(const std::function<bool(pid_t)>& is_ours) {
  const int number = stop_signal;
  const pid_t sender = stop_sender;
  // Another signal that comes meanwhile is not this one.
  int expected = number;
  if (number != 0 && sender > 0 && is_ours(sender)) stop_signal.compare_exchange_strong(expected, 0);
}

bool SignalWatch::interrupted() { return stop_signal != 0; }

void SignalWatch::throw_if_interrupted() {
  if (const int number = stop_signal) throw Interrupted{number, ""};
}

std::string signal_name(int number) {
  for (const Name& entry : names) {
    if (entry.number == number) return std::string(entry.text);
  }
  return "signal " + std::to_string(number);
}

}  // namespace mapproof
