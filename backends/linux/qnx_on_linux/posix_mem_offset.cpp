// posix_mem_offset(): where in its object a mapping lies.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof_qnx.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "default_context.hpp"
#include "linux/context/resync.hpp"
#include "linux/pages/maps.hpp"

#define MAPPROOF_QNX_CALL extern "C" __attribute__((visibility("default")))

namespace mapproof::lnx {
namespace {

// A file's mapping, and no device's. Shared anonymous memory has an inode too: it is a file that nobody can name.
bool is_in_file(const Context& context, std::uintptr_t address, MapsLine& line) {
  return mapping_at(context.maps, address, line) && line.inode != 0 &&
         device_address(context, line, address) == no_device;
}

// Without a context no device is mapped.
bool is_in_file(std::uintptr_t address, MapsLine& line) { return mapping_at(address, line) && line.inode != 0; }

template <typename Offset>
int offset_in_object(const void* address, size_t length, Offset* offset, size_t* contig_length, int* fd,
                     int (*physical)(const void*, int, size_t, Offset*, size_t*)) {
  if (fd != nullptr) *fd = NOFD;  // Linux forgets through which descriptor a file was mapped
  const auto number = reinterpret_cast<std::uintptr_t>(address);
  Context* const context = default_context();
  MapsLine line;
  const int before = errno;
  const bool in_file = context != nullptr ? is_in_file(*context, number, line) : is_in_file(number, line);
  errno = before;
  if (!in_file) return physical(address, NOFD, length, offset, contig_length);
  const std::uint64_t place = line.offset + (number - line.start);
  if (place > static_cast<std::uint64_t>(std::numeric_limits<Offset>::max())) {
    errno = EOVERFLOW;
    return -1;
  }
  if (offset != nullptr) *offset = static_cast<Offset>(place);
  if (contig_length != nullptr) *contig_length = std::min<size_t>(length, line.end - number);
  return 0;
}

}  // namespace
}  // namespace mapproof::lnx

MAPPROOF_QNX_CALL int posix_mem_offset(const void* address, size_t length, off_t* offset, size_t* contig_length,
                                       int* fd) {
  return mapproof::lnx::offset_in_object(address, length, offset, contig_length, fd, mem_offset);
}

MAPPROOF_QNX_CALL int posix_mem_offset64(const void* address, size_t length, off64_t* offset, size_t* contig_length,
                                         int* fd) {
  return mapproof::lnx::offset_in_object(address, length, offset, contig_length, fd, mem_offset64);
}
