// The event loop over children.
// SPDX-License-Identifier: Apache-2.0
#include "supervisor.hpp"

#include <poll.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>

#include "operating_system.hpp"
#include "record.hpp"

namespace mapproof {
namespace {

using std::chrono::duration;
using std::chrono::milliseconds;

// A keeper that is asked to end needs a moment to say what it knows, longer on a busy host. Only one that the subject
// stopped uses it up.
constexpr milliseconds patience_with_keeper{1000};

// A killed process that is still there after this long hangs inside the kernel; nothing more can be done about it.
constexpr milliseconds patience_with_killed{3000};

double seconds_since(Supervisor::Clock::time_point start) {
  return duration<double>(Supervisor::Clock::now() - start).count();
}

// The sentence for a child that ended without a believable record.
std::string how_it_ended(int status, bool wrote_something) {
  if (WIFSIGNALED(status)) return "it was killed by " + signal_name(WTERMSIG(status)) + ".";
  const std::string code = "it ended with exit code " + std::to_string(WEXITSTATUS(status));
  return code + (wrote_something ? ", and what arrived through the suite's private channel is not a verdict."
                                 : " before it gave its verdict.");
}

bool is_last_words(const std::string& payload) {
  const auto record = nlohmann::json::parse(payload, nullptr, false);
  return record.is_object() && record.contains("last_words");
}

}  // namespace

Supervisor::Supervisor(const SignalWatch& signals, Launcher& launcher, std::size_t workers, duration<double> deadline)
    : signals_(signals),
      launcher_(launcher),
      workers_(std::max<std::size_t>(workers, 1)),
      deadline_(std::chrono::duration_cast<Clock::duration>(deadline)),
      strangers_(children_of_this_process()) {}

Supervisor::~Supervisor() { end_all(); }

void Supervisor::run(const std::vector<std::vector<std::string>>& commands,
                     const std::function<void(std::size_t, const Ending&)>& on_end,
                     const std::function<bool(std::size_t)>& exclusive) {
  std::vector<std::size_t> waiting(commands.size());
  std::iota(waiting.begin(), waiting.end(), std::size_t{0});
  while (!waiting.empty() || !running_.empty()) {
    for (auto next = next_of(waiting, exclusive); next != waiting.end(); next = next_of(waiting, exclusive)) {
      running_.push_back({*next, ChildProcess(launcher_, commands[*next]), Clock::now(), exclusive(*next)});
      waiting.erase(next);
    }
    wait_for_news();
    for (Running& running : running_) running.process.read_some();
    SignalWatch::disregard_from([this](pid_t sender) { return is_ours(sender); });
    if (SignalWatch::interrupted()) end_all();
    SignalWatch::throw_if_interrupted();
    end_overdue();
    reap(on_end);
    abandon_unkillable(on_end);
  }
  end_all();
}

// The first that may start now, or the end. Exclusive ones go first: the others fill what is left beside them.
std::vector<std::size_t>::iterator Supervisor::next_of(std::vector<std::size_t>& waiting,
                                                       const std::function<bool(std::size_t)>& exclusive) const {
  if (running_.size() >= workers_) return waiting.end();
  const bool taken =
      std::any_of(running_.begin(), running_.end(), [](const Running& running) { return running.exclusive; });
  const auto preferred =
      std::find_if(waiting.begin(), waiting.end(), [&](std::size_t place) { return exclusive(place) != taken; });
  return preferred != waiting.end() || taken ? preferred : waiting.begin();
}

void Supervisor::wait_for_news() {
  std::vector<pollfd> sources{{signals_.wake(), POLLIN, 0}};
  for (const Running& running : running_) {
    // poll() skips the -1 of an end that is closed.
    sources.push_back({running.process.channel(), POLLIN, 0});
    sources.push_back({running.process.output(), POLLIN, 0});
  }
  poll(sources.data(), sources.size(), milliseconds_to_next_deadline());
  signals_.drain();
}

int Supervisor::milliseconds_to_next_deadline() const {
  Clock::time_point next = Clock::now() + std::chrono::hours(1);
  for (const Running& running : running_) {
    const milliseconds grace = running.killed    ? patience_with_killed
                               : running.overdue ? patience_with_keeper
                                                 : milliseconds{0};
    next = std::min(next, running.started + deadline_ + grace);
  }
  const auto left = std::chrono::duration_cast<milliseconds>(next - Clock::now()).count();
  return static_cast<int>(std::max<long long>(left + 1, 0));
}

bool Supervisor::is_ours(pid_t process) const {
  const auto runs_it = [process](const Running& running) {
    return running.process.pid() == process || running.process.subject() == process;
  };
  return std::any_of(running_.begin(), running_.end(), runs_it) || descends_from_this_process(process);
}

void Supervisor::end_overdue() {
  for (Running& running : running_) {
    const Clock::duration late = Clock::now() - running.started - deadline_;
    if (!running.overdue && late >= milliseconds{0}) {
      running.overdue = true;
      running.process.ask_to_end();
    }
    if (!running.killed && late >= patience_with_keeper) {
      running.killed = true;
      running.process.kill_all();
    }
  }
}

void Supervisor::reap(const std::function<void(std::size_t, const Ending&)>& on_end) {
  for (;;) {
    siginfo_t news{};
    // Look without reaping: as long as the leader is a zombie, its group's number cannot be given to anybody else.
    if (waitid(P_ALL, 0, &news, WEXITED | WNOHANG | WNOWAIT) != 0 || news.si_pid == 0) return;
    const auto found = std::find_if(running_.begin(), running_.end(),
                                    [&](const Running& running) { return running.process.pid() == news.si_pid; });
    // Only a child that made this process its tracer can report that it stopped.
    const bool ended = news.si_code == CLD_EXITED || news.si_code == CLD_KILLED || news.si_code == CLD_DUMPED;
    if (found != running_.end() && ended) found->process.kill_all();
    int status = 0;
    waitpid(news.si_pid, &status, 0);
    kill_orphans();
    if (found == running_.end() || !ended) continue;  // it was an orphan itself
    const std::size_t place = found->place;
    const Ending ending = bury(*found, status);
    SignalWatch::disregard_from([this](pid_t sender) { return is_ours(sender); });
    running_.erase(found);
    on_end(place, ending);
  }
}

void Supervisor::abandon_unkillable(const std::function<void(std::size_t, const Ending&)>& on_end) {
  for (std::size_t i = 0; i < running_.size();) {
    Running& running = running_[i];
    if (!running.killed || Clock::now() - running.started < deadline_ + patience_with_killed) {
      ++i;
      continue;
    }
    Ending ending = bury(running, 0);
    ending.reason += " It hangs inside the kernel and could not be killed.";
    const std::size_t place = running.place;
    running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
    on_end(place, ending);
  }
}

Ending Supervisor::bury(Running& running, int status) const {
  ChildProcess& process = running.process;
  process.read_rest();
  Ending ending;
  ending.printed = process.printed().text();
  ending.seconds = seconds_since(running.started);
  const Records records = unframe_records(process.token(), process.received());
  // First the id of the process that ran the subject, then its record, then what its keeper has to say.
  const std::vector<std::string>& payloads = records.payloads;
  const bool recorded = records.nothing_else && payloads.size() == 2 && !is_last_words(payloads.back());
  if (payloads.size() > 1 && is_last_words(payloads.back())) ending.last_words = payloads.back();
  if (running.overdue) {
    ending.kind = Ending::Kind::timeout;
    char text[64];
    std::snprintf(text, sizeof text, "it did not end within %g s.", duration<double>(deadline_).count());
    ending.reason = text;
  } else if (recorded && WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    ending.kind = Ending::Kind::recorded;
    ending.record = records.payloads.back();
  } else {
    ending.reason =
        (recorded || (payloads.size() == 3 && records.nothing_else) ? "after it had reported its verdict, " : "") +
        how_it_ended(status, !records.nothing_else);
  }
  return ending;
}

void Supervisor::kill_orphans() const {
  for (const pid_t child : children_of_this_process()) {
    const bool stranger = std::find(strangers_.begin(), strangers_.end(), child) != strangers_.end();
    const bool known = std::any_of(running_.begin(), running_.end(),
                                   [&](const Running& running) { return running.process.pid() == child; });
    if (!stranger && !known) kill(child, SIGKILL);
  }
}

bool Supervisor::anybody_left() const {
  const std::vector<pid_t> children = children_of_this_process();
  return !running_.empty() || std::any_of(children.begin(), children.end(), [this](pid_t child) {
    return std::find(strangers_.begin(), strangers_.end(), child) == strangers_.end();
  });
}

void Supervisor::end_all() {
  for (const Running& running : running_) running.process.kill_all();
  const Clock::time_point give_up = Clock::now() + patience_with_killed;
  for (;;) {
    const auto gone = [](const Running& running) { return waitpid(running.process.pid(), nullptr, WNOHANG) != 0; };
    running_.erase(std::remove_if(running_.begin(), running_.end(), gone), running_.end());
    kill_orphans();
    while (waitpid(-1, nullptr, WNOHANG) > 0) {
    }
    if (!anybody_left() || Clock::now() > give_up) break;
    pollfd wake{signals_.wake(), POLLIN, 0};
    poll(&wake, 1, static_cast<int>(patience_with_killed.count()));
    signals_.drain();
  }
  running_.clear();
}

}  // namespace mapproof
