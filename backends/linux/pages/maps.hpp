// /proc/self/maps and smaps, read without allocating: the reader must not change what it reads, and may run in a signal
// handler.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "kept_file.hpp"

namespace mapproof::lnx {

/// One line.
struct MapsLine {
  std::uintptr_t start = 0;
  std::uintptr_t end = 0;
  std::uint32_t protection = 0;  // MAPPROOF_PROT_*
  std::uint64_t offset = 0;      // in the file; for a device the physical address
  unsigned major = 0;            // of the file system's device
  unsigned minor = 0;
  std::uint64_t inode = 0;
  bool shared = false;
};

class MapsReader {
 public:
  explicit MapsReader(const char* path = "/proc/self/maps");
  ~MapsReader();
  MapsReader(const MapsReader&) = delete;
  MapsReader& operator=(const MapsReader&) = delete;

  /// False if /proc is not there.
  bool opened() const { return file_ >= 0; }
  /// False at the end.
  bool next(MapsLine& line);
  /// Of the mapping that next() told last; in smaps only.
  std::size_t kernel_page_size();

 private:
  int next_character();
  std::uint64_t number(unsigned base, int& stop);

  int file_;
  std::size_t used_ = 0;
  std::size_t filled_ = 0;
  char buffer_[4096];
};

/// The mapping that holds this address; false if none does. Since Linux 6.11 the kernel answers that by itself, on an
/// open /proc/self/maps; before, the lines are read.
bool mapping_at(const KeptFile& maps, std::uintptr_t address, MapsLine& line);

/// The same from the lines alone, where it is asked once and no file is worth keeping.
bool mapping_at(std::uintptr_t address, MapsLine& line);

/// The size of the pages in which the mapping that holds this address is made: that of hugetlbfs is larger. 0 if none
/// holds it.
std::size_t page_size_at(const KeptFile& maps, std::uintptr_t address);

/// The end of the mapping that holds this address, or the end of its page if none does.
std::uintptr_t mapping_end(const KeptFile& maps, std::uintptr_t address);

}  // namespace mapproof::lnx
