// A reader of /proc/self/maps on a buffer of its own.
// SPDX-License-Identifier: Apache-2.0
#include "maps.hpp"

#include <mapproof/backend.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <initializer_list>

#include "linux/io/quiet_io.hpp"

namespace mapproof::lnx {
namespace {

constexpr int end_of_file = -1;

int digit_of(int character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  return 16;
}

}  // namespace

MapsReader::MapsReader() : file_(quiet_open("/proc/self/maps", O_RDONLY)) {}

MapsReader::~MapsReader() {
  if (file_ >= 0) quiet_close(file_);
}

int MapsReader::next_character() {
  if (used_ == filled_) {
    const long got = quiet_read(file_, buffer_, sizeof buffer_);
    if (got <= 0) return end_of_file;
    filled_ = static_cast<std::size_t>(got);
    used_ = 0;
  }
  return static_cast<unsigned char>(buffer_[used_++]);
}

// Reads digits up to the first character that is none, which it stores in `stop`.
std::uint64_t MapsReader::number(unsigned base, int& stop) {
  std::uint64_t value = 0;
  for (;;) {
    stop = next_character();
    const int digit = stop == end_of_file ? 16 : digit_of(stop);
    if (digit >= static_cast<int>(base)) return value;
    value = value * base + static_cast<unsigned>(digit);
  }
}

// start-end rwxp offset major:minor inode   name
bool MapsReader::next(MapsLine& line) {
  int stop = 0;
  line.start = number(16, stop);
  if (stop != '-') return false;
  line.end = number(16, stop);
  line.protection = 0;
  for (const std::uint32_t bit : {MAPPROOF_PROT_READ, MAPPROOF_PROT_WRITE, MAPPROOF_PROT_EXEC}) {
    if (next_character() != '-') line.protection |= bit;
  }
  next_character();  // p or s
  next_character();
  line.offset = number(16, stop);
  line.major = static_cast<unsigned>(number(16, stop));
  line.minor = static_cast<unsigned>(number(16, stop));
  line.inode = number(10, stop);
  while (stop != '\n' && stop != end_of_file) stop = next_character();
  return true;
}

namespace {

// As <linux/fs.h> has it since Linux 6.11: struct procmap_query and PROCMAP_QUERY.
struct MappingQuery {
  std::uint64_t size = sizeof(MappingQuery);
  std::uint64_t query_flags = 0;
  std::uint64_t query_address = 0;
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  std::uint64_t unused[4] = {};
  std::uint32_t lengths[4] = {};
  std::uint64_t pointers[2] = {};
};
static_assert(sizeof(MappingQuery) == 104, "the kernel reads the size out of the request's number");

}  // namespace

std::uintptr_t mapping_end(const KeptFile& maps, std::uintptr_t address) {
  MappingQuery query;
  query.query_address = address;
  if (syscall(SYS_ioctl, maps.descriptor(), _IOWR('f', 17, MappingQuery), &query) == 0) return query.end;
  MapsReader lines;
  MapsLine line;
  while (lines.opened() && lines.next(line)) {
    if (address < line.end) {
      if (address >= line.start) return line.end;
      break;
    }
  }
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  return (address / page + 1) * page;
}

}  // namespace mapproof::lnx
