// Writes and reads the journal that a run is resumed from.
// SPDX-License-Identifier: Apache-2.0
#include "journal.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"
#include "result/result_file.hpp"

namespace mapproof {
namespace {

using Json = nlohmann::ordered_json;

constexpr int everybody_as_umask_allows = 0666;

// The run event and the files, before the first check.
constexpr std::size_t lines_of_heading = 2;

// All of the run event but when it was.
constexpr const char* same_in_both[] = {"mapproof", "commit",      "backend",   "target",      "profile",
                                        "facts",    "allow_write", "arguments", "environment", "schema"};

Json as_read(const Json& event) { return Json::parse(one_line(event)); }

}  // namespace

Json stamp_of_file(const std::string& path) {
  struct stat status {};
  if (path.empty() || stat(path.c_str(), &status) != 0) return nullptr;
  return {{"length", status.st_size}, {"written", status.st_mtime}};
}

Journal::Journal(const std::string& path, const Json& run, const Json& files, bool resume,
                 std::vector<CheckResult>& results)
    : path_(path), name_(path + ".partial"), run_(as_read(run)) {
  file_ = Descriptor(open(name_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, everybody_as_umask_allows));
  if (file_.number() == -1)
    refuse("cannot be created (" + errno_name(errno) + "): choose a folder that can be written.");
  lock();
  const std::vector<Json> events = resume ? read_events() : std::vector<Json>();
  if (events.size() >= lines_of_heading) {
    require_same(run_, as_read(files), events);
    run_ = events.front();
    restore(events, results);
    return;
  }
  if (ftruncate(file_.number(), 0) != 0) refuse("cannot be truncated (" + errno_name(errno) + "): remove it.");
  chain_ = Chain();
  append(run_);
  append({{"event", "files"}, {"files", files}});
}

void Journal::refuse(const std::string& why) const { throw CannotRun("journal '" + name_ + "' " + why); }

// Held as long as this process lives, and by nobody else: children do not inherit it.
void Journal::lock() {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (fcntl(file_.number(), F_SETLK, &whole) == 0) return;
  if (errno == EACCES || errno == EAGAIN) {
    refuse("is being written by another run: wait until it ends, or give another --out.");
  }
}

// Cuts off what follows the last newline.
std::vector<std::string> Journal::read_whole_lines() {
  std::string text;
  std::array<char, std::size_t{64} * 1024> buffer;
  for (ssize_t count = 1; count > 0;) {
    count = pread(file_.number(), buffer.data(), buffer.size(), static_cast<off_t>(text.size()));
    if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  const std::size_t whole = text.rfind('\n') + 1;
  if (ftruncate(file_.number(), static_cast<off_t>(whole)) != 0) {
    refuse("cannot be truncated after its last complete line (" + errno_name(errno) +
           "): start anew without --resume.");
  }
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < whole; start += lines.back().size() + 1) {
    lines.push_back(text.substr(start, text.find('\n', start) - start));
  }
  return lines;
}

// Chains every line anew: what stands there must be what was written then.
std::vector<Json> Journal::read_events() {
  std::vector<Json> events;
  for (const std::string& line : read_whole_lines()) {
    try {
      Json event = Json::parse(line);
      event.erase("chain");
      if (chain_.line_of(event) != line) {
        refuse("breaks its chain at line " + std::to_string(events.size() + 1) +
               ", so that line or one before it was altered, added, dropped or moved: start anew without --resume.");
      }
      events.push_back(std::move(event));
    } catch (const Json::exception&) {
      refuse("is damaged: start anew without --resume.");
    }
  }
  return events;
}

void Journal::require_same(const Json& run, const Json& files, const std::vector<Json>& events) {
  constexpr const char* advice = ": give the same command on the same machine, or start anew without --resume.";
  const Json& kept = events.front();
  for (const char* const member : same_in_both) {
    const Json before = kept.value(member, Json());
    if (before != run.value(member, Json()))
      refuse("belongs to a run with a different '" + std::string(member) + "'" + advice);
  }
  const Json before = events[1].value("files", Json());
  for (const auto& [name, stamp] : files.items()) {
    if (before.value(name, Json()) != stamp) refuse("belongs to a run with a different " + name + " file" + advice);
  }
}

void Journal::restore(const std::vector<Json>& events, std::vector<CheckResult>& results) const {
  for (std::size_t i = lines_of_heading; i < events.size(); ++i) {
    const Json& event = events[i];
    const std::string name = event.value("row", "") + "." + event.value("check", "");
    const auto verdict = verdict_named(event.value("verdict", ""));
    const auto found = std::find_if(results.begin(), results.end(),
                                    [&](const CheckResult& result) { return result.full_name() == name; });
    if (found == results.end() || !verdict) refuse("is damaged: start anew without --resume.");
    found->verdict = *verdict;
    found->detail = event.value("detail", "");
    found->reproducer = event.value("reproducer", "");
    found->seconds = event.value("seconds", 0.0);
    found->known = true;
  }
}

void Journal::add(const CheckResult& result) {
  append({{"event", "check"},
          {"row", std::string(result.row->id)},
          {"check", result.title},
          {"verdict", std::string(name_of(result.verdict))},
          {"seconds", result.seconds},
          {"detail", result.detail},
          {"reproducer", result.reproducer}});
}

void Journal::append(const Json& event) {
  const std::string line = chain_.line_of(event) + "\n";
  for (std::size_t written = 0; written < line.size();) {
    const ssize_t count = write(file_.number(), line.data() + written, line.size() - written);
    if (count == -1 && errno == EINTR) continue;
    if (count <= 0) {
      refuse("cannot be written (" + errno_name(errno) + "): make room on the disk, then continue with --resume.");
    }
    written += static_cast<std::size_t>(count);
  }
}

void Journal::finish() { unlink(name_.c_str()); }

}  // namespace mapproof
