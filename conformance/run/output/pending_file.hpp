// A file that appears under its name only when it is whole.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "processes/descriptor.hpp"

namespace mapproof {

/// Made before a run, so that a folder which cannot be written is known early. Until commit() its text is in PATH.new,
/// which goes with this object. A device or a pipe is written as it is: renaming a file over it would destroy it.
class PendingFile {
 public:
  /// Throws CannotRun if the file cannot be created.
  explicit PendingFile(std::string path);
  /// Removes PATH.new unless commit() was called.
  ~PendingFile();
  PendingFile(PendingFile&& other) noexcept = default;
  PendingFile& operator=(PendingFile&& other) = delete;
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;

  /// Writes all of it, down to the disk. Throws CannotRun.
  void fill(const std::string& text);
  /// Gives it its name. Throws CannotRun.
  void commit();

 private:
  std::string path_;
  std::string new_;
  Descriptor file_;
};

/// Whether a file of this name would be replaced as a whole: it is none yet, or a regular one.
bool is_replaceable(const std::string& path);

}  // namespace mapproof
