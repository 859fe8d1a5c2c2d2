// Has the requirements checked that a run depends on, by the conformance program beside this one.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "host/session.hpp"

namespace mapproof::bench {

class TemporaryFolder {
 public:
  /// Throws CannotRun if there is no room for one.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A conformance result in a folder of its own, which goes with this object.
class OwnChecks {
 public:
  /// Throws CannotRun if the program is not there or could not run.
  OwnChecks(const std::string& backend, const OpenOptions& open, const std::set<std::string>& requirements);
  std::string path() const { return folder_.path() + "/conform.jsonl"; }

 private:
  TemporaryFolder folder_;
};

}  // namespace mapproof::bench
