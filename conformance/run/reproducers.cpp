// Writes the standalone reproducers of a run into their folder.
// SPDX-License-Identifier: Apache-2.0
#include "reproducers.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"
#include "run/output/pending_file.hpp"

namespace mapproof {

void write_reproducers(const std::string& result, const std::vector<CheckResult>& results) {
  const std::string folder = result + ".repro";
  for (const CheckResult& check : results) {
    const std::string path = folder + "/" + check.full_name() + ".c";
    if (check.reproducer.empty()) {
      unlink(path.c_str());
      continue;
    }
    constexpr mode_t everybody_as_umask_allows = 0777;
    if (mkdir(folder.c_str(), everybody_as_umask_allows) != 0 && errno != EEXIST) {
      throw CannotRun("folder '" + folder + "' cannot be created (" + errno_name(errno) +
                      "): it is to hold the standalone reproducers.");
    }
    PendingFile file(path);
    file.fill(check.reproducer);
    file.commit();
  }
  // Only if it is empty.
  rmdir(folder.c_str());
}

}  // namespace mapproof
