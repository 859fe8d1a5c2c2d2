// Writes a result file: JSON Lines, one event per line, as reports/result/result.schema.json defines them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "chain.hpp"

namespace mapproof {

/// The version of the format; raised when a reader of the old one would misread the new one.
inline constexpr int result_schema = 1;

/// A result file that appears under its own name only when it is complete: until finish() it is PATH.partial. Every
/// write is checked; a full disk or an unwritable folder throws CannotRun and leaves no file of the final name.
class ResultFile {
 public:
  /// Creates PATH.partial. Throws CannotRun if the folder cannot be written.
  explicit ResultFile(std::string path);
  /// Removes PATH.partial unless finish() was called.
  ~ResultFile();
  ResultFile(const ResultFile&) = delete;
  ResultFile& operator=(const ResultFile&) = delete;

  /// Appends one event (an object with the key "event") and hands it to the operating system.
  void write(const nlohmann::ordered_json& event);
  /// Writes the "end" event with the number of lines before it, and gives the file its name.
  void finish(nlohmann::ordered_json end);

 private:
  void check(bool succeeded, const char* what);

  std::string path_;
  std::string partial_;
  std::FILE* file_ = nullptr;
  std::int64_t lines_ = 0;
  Chain chain_;
};

/// JSON as one line of valid UTF-8, whatever bytes a subject's text had.
std::string one_line(const nlohmann::ordered_json& object);

/// A physical address as the format spells it: "0xfe000000". JSON numbers lose the upper bits.
std::string hex(std::uint64_t number);

}  // namespace mapproof
