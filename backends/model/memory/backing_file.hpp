// An unlinked file that stands for physical memory, and temporary views of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace mapproof::model {

/// Sparse: a page costs memory from its first touch on. Shared by every process that inherits the descriptor.
class BackingFile {
 public:
  /// Throws std::system_error.
  explicit BackingFile(std::uint64_t length);
  BackingFile(const BackingFile&) = delete;
  BackingFile& operator=(const BackingFile&) = delete;
  ~BackingFile();

  int fd() const { return fd_; }
  /// Whether this system can tell a touched page from an untouched one.
  bool tells_touched() const { return tells_touched_; }
  /// Whether the page at this offset was ever loaded from or stored to.
  bool touched(std::uint64_t offset, std::uint64_t length) const;
  /// Makes the range read zero and count as untouched again; false where the system can't.
  bool discard(std::uint64_t offset, std::uint64_t length) const;

 private:
  int fd_;
  bool tells_touched_;
};

/// A mapping of a part of the file outside every table, for the model's own reads and writes.
class FileView {
 public:
  /// data() is NULL if the system refused.
  FileView(const BackingFile& file, std::uint64_t offset, std::size_t length);
  FileView(const FileView&) = delete;
  FileView& operator=(const FileView&) = delete;
  ~FileView();

  void* data() const { return data_; }
  std::size_t length() const { return length_; }

 private:
  void* data_;
  std::size_t length_;
};

}  // namespace mapproof::model
