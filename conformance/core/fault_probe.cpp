// Runs an access in a child, so that its fault is an answer and not the end of the check.
// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "check.hpp"
#include "record/recorded_access.hpp"

namespace mapproof {
namespace {

// The signals that an access can raise. Sanitizers catch them and would turn the fault into an exit code.
constexpr int fault_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP};

void restore_default_faults() {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int number : fault_signals) {
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    sigaction(number, &action, nullptr);
  }
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
}

}  // namespace

int signal_of(const std::function<void()>& access) {
  RecordedCall* const probe = record_probe();
  const pid_t child = fork();
  if (child == -1) throw Unresolved{"no process for a fault probe (" + errno_name(errno) + ")"};
  if (child == 0) {
    restore_default_faults();
    access();
    _exit(0);
  }
  int status = 0;
  while (waitpid(child, &status, 0) == -1) {
    if (errno != EINTR) throw Unresolved{"a fault probe was lost (" + errno_name(errno) + ")"};
  }
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  record_probe_result(probe, signal);
  if (signal == 0 && WEXITSTATUS(status) != 0) {
    throw Unresolved{"a fault probe ended with exit code " + std::to_string(WEXITSTATUS(status))};
  }
  return signal;
}

}  // namespace mapproof
