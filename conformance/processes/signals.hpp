// Signals of the parent as something to poll: a child ended, the user wants to stop.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

#include "descriptor.hpp"

namespace mapproof {

/// Thrown when the user asked to stop.
struct Interrupted {
  int signal = 0;
  std::string kept;  ///< the file with what was found so far; "" if there is none
};

/// While one exists, SIGCHLD wakes wake(); SIGINT, SIGTERM and SIGHUP do so and set interrupted(); SIGPIPE is ignored,
/// so that a closed pipe is an error of write(). One at a time. What was installed before is put back at the end.
class SignalWatch {
 public:
  SignalWatch();
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  /// Readable after a signal.
  int wake() const { return reader_.number(); }
  void drain() const;
  /// Forgets a signal that was sent by a process for which `is_ours` holds: a subject is nobody who may stop the run.
  static void disregard_from(const std::function<bool(pid_t)>& is_ours);
  static bool interrupted();
  static void throw_if_interrupted();

 private:
  Descriptor reader_;
  Descriptor writer_;
};

/// "SIGSEGV", or "signal 42" if it has no name here.
std::string signal_name(int number);

}  // namespace mapproof
