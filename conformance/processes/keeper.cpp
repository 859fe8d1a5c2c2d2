// The keeper waits for its child and takes over how it ended.
// SPDX-License-Identifier: Apache-2.0
#include "keeper.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"
#include "operating_system.hpp"

namespace mapproof {
namespace {

constexpr int stop_signals[] = {SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU};

// A sanitizer's handler would turn the signal into an exit code.
[[noreturn]] void end_by(int signal) {
  for (const int stop : stop_signals) {
    if (signal == stop) signal = SIGKILL;
  }
  std::signal(signal, SIG_DFL);
  raise(signal);
  _exit(1);
}

// What the subject started and left behind. As its keeper's children they are known to be of this check: the runner
// could not tell them from those of a check that still needs its own.
void end_orphans() {
  while (waitpid(-1, nullptr, WNOHANG) != -1) {
    for (const pid_t orphan : children_of_this_process()) kill(orphan, SIGKILL);
    // Without a list of them, the runner's signal to the group must do.
    if (children_of_this_process().empty()) return;
    waitpid(-1, nullptr, 0);
  }
}

std::atomic<pid_t> kept{0};

void hold_sigterm(int how) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigprocmask(how, &set, nullptr);
}

void end_child(int number) {
  (void)number;
  kill(kept, SIGKILL);
}

[[noreturn]] void keep(pid_t child, const std::function<void(bool ended_well)>& last_words) {
  kept = child;
  std::signal(SIGTERM, end_child);
  hold_sigterm(SIG_UNBLOCK);
  int status = 0;
  while (waitpid(child, &status, 0) == -1) {
    if (errno != EINTR) _exit(1);
  }
  // Nobody asked for stops: only a child that made this process its tracer reports one, and goes no further by itself.
  if (WIFSTOPPED(status)) kill(child, SIGKILL);
  end_orphans();
  last_words(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  if (WIFSTOPPED(status)) end_by(WSTOPSIG(status));
  if (WIFSIGNALED(status)) end_by(WTERMSIG(status));
  _exit(WEXITSTATUS(status));
}

}  // namespace

void continue_below_a_keeper(const std::function<void(bool ended_well)>& last_words) {
  const pid_t keeper = getpid();
  adopt_orphans();
  // It must not meet a keeper that is not ready for it.
  hold_sigterm(SIG_BLOCK);
  const pid_t child = fork();
  if (child == -1) {
    throw CannotRun("no process for a check (" + errno_name(errno) + "): free some, or use a smaller -j.");
  }
  if (child != 0) keep(child, last_words);
  hold_sigterm(SIG_UNBLOCK);
  end_with_parent();
  die_first_without_memory();
  // The keeper may have ended before this process was tied to it.
  if (getppid() != keeper) _exit(1);
}

}  // namespace mapproof
