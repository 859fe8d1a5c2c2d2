// The C++ side of the result format.
// SPDX-License-Identifier: Apache-2.0
#include "result_file.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cinttypes>
#include <memory>
#include <string_view>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"

namespace mapproof {

namespace {

// A device or a pipe is written to as it is: renaming a file over it would destroy it.
bool is_replaceable(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

bool asks_for_compression(const std::string& path) {
  constexpr std::string_view ending = ".gz";
  return path.size() > ending.size() && path.compare(path.size() - ending.size(), ending.size(), ending) == 0;
}

// Whether all of `from` stands in `to`, in the format of gzip.
bool compress(const std::string& from, const std::string& to) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> source(std::fopen(from.c_str(), "re"), std::fclose);
  const gzFile target = gzopen(to.c_str(), "wb9e");
  bool good = source != nullptr && target != nullptr;
  std::array<char, 1 << 16> piece;
  for (std::size_t length = 1; good && length > 0;) {
    length = std::fread(piece.data(), 1, piece.size(), source.get());
    good = std::ferror(source.get()) == 0 &&
           (length == 0 || gzwrite(target, piece.data(), static_cast<unsigned>(length)) == static_cast<int>(length));
  }
  return (target == nullptr || gzclose(target) == Z_OK) && good;
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
  const std::string line = chain_.line_of(event) + "\n";
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
  if (asks_for_compression(path_)) {
    const std::string compressed = partial_ + ".gz";
    const bool done = compress(partial_, compressed);
    unlink(partial_.c_str());
    partial_ = compressed;
    if (!done) unlink(partial_.c_str());
    check(done, "compressed");
  }
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
