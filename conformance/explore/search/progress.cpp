// One line: what is enumerated, and the number of the next sequence.
// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>

#include "core/profile.hpp"
#include "host/cannot_run.hpp"
#include "options.hpp"

namespace mapproof::explore {
namespace {

std::string subject_of(const Options& options) {
  return options.backend() + " " + (options.target.empty() ? "-" : options.target) + " " +
         std::string(name_of(options.profile)) + " exhaustive " + std::to_string(options.exhaustive) + " next ";
}

}  // namespace

Progress::Progress(const Options& options)
    : path_(options.progress), about_(subject_of(options)), next_(options.first) {
  std::ifstream file(path_);
  std::string line;
  if (path_.empty() || !std::getline(file, line)) return;
  std::istringstream number(line.compare(0, about_.size(), about_) == 0 ? line.substr(about_.size()) : "");
  if (!(number >> next_))
    throw CannotRun("'" + path_ + "' does not say how far this enumeration is: name another file, or remove it.");
}

void Progress::advance(std::uint64_t next, std::uint64_t all) const {
  if (path_.empty()) return;
  const std::string partial = path_ + ".partial";
  std::ofstream file(partial, std::ios::trunc);
  file << about_ << next << " of " << all << "\n";
  file.close();
  if (!file || std::rename(partial.c_str(), path_.c_str()) != 0)
    throw CannotRun("'" + path_ + "' cannot be written: name a file in a folder that exists and has room.");
}

}  // namespace mapproof::explore
