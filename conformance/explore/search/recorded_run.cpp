// A child runs the sequence; if that kills it, its log tells the parent what it did.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_run.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <optional>

#include "explain/reproducer/reproducer.hpp"
#include "explore/language/script.hpp"
#include "explore/perform/run.hpp"
#include "host/cannot_run.hpp"
#include "open_target.hpp"
#include "record/call_log.hpp"

namespace mapproof::explore {
namespace {

using Json = nlohmann::ordered_json;

ReproducerHeading heading_of(const Options& options) {
  ReproducerHeading heading;
  heading.check = "mapproof-explore";
  heading.claim = "the rows of the catalogue, as its reference combines them";
  heading.source = options.run_script;
  heading.target = options.target;
  heading.profile = std::string(name_of(options.profile));
  heading.allow_write = options.may_write();
  return heading;
}

Json object_of(const Reproducer& reproducer) {
  return {{"reproducer", reproducer.source}, {"no_reproducer", reproducer.why_not}};
}

Reproducer reproducer_of(const Options& options, const std::optional<Failure>& failure) {
  if (!failure) return {"", "it did not fail again."};
  if (failure->mismatch.is_of_table) return {"", "the list of mappings is wrong, not the answer to a call."};
  CallLog& log = *call_log();
  log.failed_at = log.count.load();
  // An access that faults is the last entry, and never ended.
  const bool ends_in_fault = log.kept() != 0 && log.calls[log.kept() - 1].answered == 0;
  return make_reproducer(log, heading_of(options), ends_in_fault);
}

[[noreturn]] void be_child(const Options& options, int answer) {
  // One that hangs ends like one that crashes.
  alarm(static_cast<unsigned>(std::ceil(std::max(options.deadline_seconds, 1.0))));
  OpenTarget target(options);
  stamp_windows(target.world());
  const std::string text =
      object_of(reproducer_of(options, run_sequence(target.world(), parse_script(options.run_script)))).dump();
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = write(answer, text.data() + done, text.size() - done);
    if (count == -1 && errno != EINTR) _exit(1);
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  _exit(0);
}

std::string read_all(int from) {
  std::string text;
  char buffer[4096];
  ssize_t count = 0;
  while ((count = read(from, buffer, sizeof buffer)) > 0 || (count == -1 && errno == EINTR)) {
    if (count > 0) text.append(buffer, static_cast<std::size_t>(count));
  }
  return text;
}

}  // namespace

Json make_program(const Options& options) {
  make_call_log();
  int ends[2];
  if (call_log() == nullptr || pipe(ends) != 0) return object_of({"", "there is no memory to record its calls in."});
  const pid_t child = fork();
  if (child == 0) be_child(options, ends[1]);
  close(ends[1]);
  const std::string text = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  while (child != -1 && waitpid(child, &status, 0) == -1 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return Json::parse(text);
  return object_of(make_reproducer(*call_log(), heading_of(options), true));
}

}  // namespace mapproof::explore
