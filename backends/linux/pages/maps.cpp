// A reader of /proc/self/maps and smaps on a buffer of its own.
// SPDX-License-Identifier: Apache-2.0
#include "maps.hpp"

#include <mapproof/backend.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
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

MapsReader::MapsReader(const char* path) : file_(quiet_open(path, O_RDONLY)) {}

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
  do {
    line.start = number(16, stop);
    if (stop == end_of_file) return false;
    const bool is_mapping = stop == '-';
    while (!is_mapping && stop != '\n' && stop != end_of_file) stop = next_character();
  } while (stop != '-');
  line.end = number(16, stop);
  line.protection = 0;
  for (const std::uint32_t bit : {MAPPROOF_PROT_READ, MAPPROOF_PROT_WRITE, MAPPROOF_PROT_EXEC}) {
    if (next_character() != '-') line.protection |= bit;
  }
  line.shared = next_character() == 's';
  next_character();
  line.offset = number(16, stop);
  line.major = static_cast<unsigned>(number(16, stop));
  line.minor = static_cast<unsigned>(number(16, stop));
  line.inode = number(10, stop);
  while (stop != '\n' && stop != end_of_file) stop = next_character();
  return true;
}

// Size:  2048 kB, KernelPageSize:  2048 kB: the second field of a mapping in smaps.
std::size_t MapsReader::kernel_page_size() {
  int stop = 0;
  while (stop != '\n' && stop != end_of_file) stop = next_character();
  while (stop != ':' && stop != end_of_file) stop = next_character();
  std::uint64_t kilobytes = 0;
  do {
    kilobytes = number(10, stop);
  } while (stop == ' ' && kilobytes == 0);
  return static_cast<std::size_t>(kilobytes) * 1024;
}

namespace {

// As <linux/fs.h> has it since Linux 6.11: struct procmap_query and PROCMAP_QUERY.
struct MappingQuery {
  std::uint64_t size = sizeof(MappingQuery);
  std::uint64_t query_flags = 0;
  std::uint64_t query_address = 0;
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  std::uint64_t flags = 0;  // 1, 2 and 4 as in PROT_*, 8 for a shared mapping
  std::uint64_t page_size = 0;
  std::uint64_t offset = 0;
  std::uint64_t inode = 0;
  std::uint32_t major = 0;
  std::uint32_t minor = 0;
  std::uint32_t lengths[2] = {};
  std::uint64_t pointers[2] = {};
};
static_assert(sizeof(MappingQuery) == 104, "the kernel reads the size out of the request's number");

enum class Answer { found, nothing_there, not_answered };

Answer ask(const KeptFile& maps, MappingQuery& query) {
  if (syscall(SYS_ioctl, maps.descriptor(), _IOWR('f', 17, MappingQuery), &query) == 0) return Answer::found;
  return errno == ENOENT ? Answer::nothing_there : Answer::not_answered;
}

std::uint32_t protection_of(std::uint64_t flags) {
  return ((flags & 1) != 0 ? MAPPROOF_PROT_READ : 0u) | ((flags & 2) != 0 ? MAPPROOF_PROT_WRITE : 0u) |
         ((flags & 4) != 0 ? MAPPROOF_PROT_EXEC : 0u);
}

bool find_line(MapsReader& lines, std::uintptr_t address, MapsLine& line) {
  while (lines.opened() && lines.next(line)) {
    if (address < line.end) return address >= line.start;
  }
  return false;
}

}  // namespace

bool mapping_at(const KeptFile& maps, std::uintptr_t address, MapsLine& line) {
  MappingQuery query;
  query.query_address = address;
  const Answer answer = ask(maps, query);
  if (answer == Answer::found) {
    line = {query.start, query.end,   protection_of(query.flags), query.offset, query.major,
            query.minor, query.inode, (query.flags & 8) != 0};
  }
  return answer == Answer::not_answered ? mapping_at(address, line) : answer == Answer::found;
}

bool mapping_at(std::uintptr_t address, MapsLine& line) {
  MapsReader lines;
  return find_line(lines, address, line);
}

std::size_t page_size_at(const KeptFile& maps, std::uintptr_t address) {
  MappingQuery query;
  query.query_address = address;
  const Answer answer = ask(maps, query);
  if (answer != Answer::not_answered) return answer == Answer::found ? query.page_size : 0;
  MapsReader lines("/proc/self/smaps");
  MapsLine line;
  return find_line(lines, address, line) ? lines.kernel_page_size() : 0;
}

std::uintptr_t mapping_end(const KeptFile& maps, std::uintptr_t address) {
  MapsLine line;
  if (mapping_at(maps, address, line)) return line.end;
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  return (address / page + 1) * page;
}

}  // namespace mapproof::lnx
