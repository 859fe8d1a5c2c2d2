// Runs children in parallel, each with its own deadline, and loses none of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "child_process.hpp"
#include "launcher.hpp"
#include "signals.hpp"

namespace mapproof {

/// How a child ended.
struct Ending {
  enum class Kind { recorded, crashed, timeout };
  Kind kind = Kind::crashed;
  std::string record;      ///< what it sent, if it sent exactly one record and then ended with exit code 0
  std::string last_words;  ///< else what its keeper sent, if it did
  std::string reason;      ///< one sentence, if not recorded
  std::string printed;     ///< its output and errors, bounded
  double seconds = 0;
};

class Supervisor {
 public:
  using Clock = std::chrono::steady_clock;

  /// At most `workers` children at the same time, `deadline` for each.
  Supervisor(const SignalWatch& signals, Launcher& launcher, std::size_t workers,
             std::chrono::duration<double> deadline);
  /// Kills what still runs.
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  /// Runs one child per list of arguments and reports each as it ends, by its place in the list. Of those for which
  /// `exclusive` holds, only one runs at any time. At the end, nothing that a child started is left. Throws
  /// Interrupted, and CannotRun if no more children can be started.
  void run(
      const std::vector<std::vector<std::string>>& commands,
      const std::function<void(std::size_t, const Ending&)>& on_end,
      const std::function<bool(std::size_t)>& exclusive = [](std::size_t) { return false; });

 private:
  struct Running {
    std::size_t place;
    ChildProcess process;
    Clock::time_point started;
    bool exclusive = false;
    bool overdue = false;  ///< it was asked to end at its deadline
    bool killed = false;   ///< and did not
  };

  std::vector<std::size_t>::iterator next_of(std::vector<std::size_t>& waiting,
                                             const std::function<bool(std::size_t)>& exclusive) const;
  void wait_for_news();
  bool is_ours(pid_t process) const;
  void end_overdue();
  void reap(const std::function<void(std::size_t, const Ending&)>& on_end);
  void abandon_unkillable(const std::function<void(std::size_t, const Ending&)>& on_end);
  Ending bury(Running& running, int status) const;
  int milliseconds_to_next_deadline() const;
  void kill_orphans() const;
  bool anybody_left() const;
  void end_all();

  const SignalWatch& signals_;
  Launcher& launcher_;
  std::size_t workers_;
  Clock::duration deadline_;
  std::vector<pid_t> strangers_;  // children that this process had before
  std::vector<Running> running_;
};

}  // namespace mapproof
