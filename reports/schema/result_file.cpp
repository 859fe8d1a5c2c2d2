// The C++ side of the result format.
// SPDX-License-Identifier: Apache-2.0
#include "result_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cinttypes>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"

namespace mapproof {

namespace {

// A device or a pipe is written to as it is: renaming a file over it would destroy it.
bool is_replaceable(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

}  // namespace

ResultFile::ResultFile(std::string path)
    : path_(std::move(path)), partial_(is_replaceable(path_) ? path_ + ".partial" : path_) {
  file_ = std::fopen(partial_.c_str(), "we");
  check(file_ != nullptr, "created");
}

ResultFile::~ResultFile() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  if (partial_ != path_) unlink(partial_.c_str());
}

void ResultFile::check(bool succeeded, const char* what) {
  if (succeeded) return;
  throw CannotRun("result file '" + path_ + "' cannot be " + what + " (" + errno_name(errno) +
                  "): choose a folder that exists, is writable and has room.");
}

void ResultFile::write(const nlohmann::ordered_json& event) {
  const std::string line = one_line(event) + "\n";
  check(std::fwrite(line.data(), 1, line.size(), file_) == line.size() && std::fflush(file_) == 0, "written");
  ++lines_;
}

void ResultFile::finish(nlohmann::ordered_json end) {
  end["event"] = "end";
  end["lines"] = lines_;
  write(end);
  // A device or a pipe has nothing to synchronise and says EINVAL.
  check(fsync(fileno(file_)) == 0 || partial_ == path_, "written");
  std::FILE* const file = file_;
  file_ = nullptr;
  check(std::fclose(file) == 0, "written");
  if (partial_ == path_) return;
  check(std::rename(partial_.c_str(), path_.c_str()) == 0, "named");
}

std::string one_line(const nlohmann::ordered_json& object) {
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string hex(std::uint64_t number) {
  char text[2 + 16 + 1];
  std::snprintf(text, sizeof text, "0x%" PRIx64, number);
  return text;
}

}  // namespace mapproof
