// Writes a file beside its place, synchronises it and renames it.
// SPDX-License-Identifier: Apache-2.0
#include "pending_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"

namespace mapproof {
namespace {

constexpr int everybody_as_umask_allows = 0666;

void require(bool succeeded, const std::string& path, const char* what) {
  if (succeeded) return;
  throw CannotRun("result file '" + path + "' cannot be " + what + " (" + errno_name(errno) +
                  "): choose a folder that exists, is writable and has room.");
}

}  // namespace

bool is_replaceable(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

PendingFile::PendingFile(std::string path) : path_(std::move(path)), new_(is_replaceable(path_) ? path_ + ".new" : "") {
  const std::string& name = new_.empty() ? path_ : new_;
  file_ = Descriptor(open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, everybody_as_umask_allows));
  require(file_.number() != -1, path_, "created");
}

PendingFile::~PendingFile() {
  if (file_.number() != -1 && !new_.empty()) unlink(new_.c_str());
}

void PendingFile::fill(const std::string& text) {
  for (std::size_t written = 0; written < text.size();) {
    const ssize_t count = write(file_.number(), text.data() + written, text.size() - written);
    if (count == -1 && errno == EINTR) continue;
    require(count > 0, path_, "written");
    written += static_cast<std::size_t>(count);
  }
  // A device or a pipe has nothing to synchronise.
  require(new_.empty() || fsync(file_.number()) == 0, path_, "written");
}

void PendingFile::commit() {
  require(new_.empty() || std::rename(new_.c_str(), path_.c_str()) == 0, path_, "named");
  file_.close();
}

}  // namespace mapproof
