// The user's mmap() and munmap() on a driver's descriptor.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <cerrno>

#include "framework.hpp"
#include "open_file.hpp"

namespace mapproof::ddi {
namespace {

mapproof_address_outcome refused(int error) { return {MAP_FAILED, error}; }

int native_protection(std::uint32_t protection) {
  int native = PROT_NONE;
  if ((protection & MAPPROOF_PROT_READ) != 0) native |= PROT_READ;
  if ((protection & MAPPROOF_PROT_WRITE) != 0) native |= PROT_WRITE;
  if ((protection & MAPPROOF_PROT_EXEC) != 0) native |= PROT_EXEC;
  return native;
}

std::size_t page_count(std::size_t length, std::size_t page) { return length / page + (length % page != 0 ? 1 : 0); }

// Whether the offsets of a request do not fit what the entry point takes. Before DDI 8 they are signed and have 64
// bits, so that a request which starts below 0 may go on to 0.
bool is_beyond_offsets(const mapproof_mmap_request& request, const mapproof_driver& driver) {
  if (driver.ddi_version < 80) return false;
  return request.offset > SIZE_MAX || request.length - 1 > SIZE_MAX - request.offset;
}

bool has_mmap(const mapproof_driver& driver) {
  return driver.ddi_version >= 80 ? driver.mmap != nullptr : driver.mmap_before_8 != nullptr;
}

// The major number above the minor, which is what a channel replaced in DDI 8.
std::uint32_t device_number(const OpenFile& file) {
  constexpr unsigned minor_bits = 18;
  return static_cast<std::uint32_t>(file.device->number) << minor_bits | file.channel;
}

mapproof_page_id ask(const OpenFile& file, std::uint64_t offset, std::uint32_t protection) {
  const Device& device = *file.device;
  if (device.driver->ddi_version < 80) {
    return device.driver->mmap_before_8(device.driver, device_number(file), static_cast<std::int64_t>(offset),
                                        protection);
  }
  return device.driver->mmap(device.driver, device.instance, file.channel, static_cast<std::size_t>(offset),
                             protection);
}

}  // namespace

// What mmap() itself refuses before a driver is asked.
int Framework::refusal(const mapproof_mmap_request& request, const FilePointer& file) const {
  const std::size_t page = memory_.page();
  const std::uint32_t type = request.flags & (MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE);
  const bool fixed = (request.flags & MAPPROOF_MAP_FIXED) != 0;
  if (request.length == 0 || request.offset % page != 0) return EINVAL;
  if (fixed && reinterpret_cast<std::uintptr_t>(request.address) % page != 0) return EINVAL;
  if (type != MAPPROOF_MAP_SHARED && type != MAPPROOF_MAP_PRIVATE) return EINVAL;
  if ((file->access & MAPPROOF_PROT_READ) == 0) return EACCES;
  const bool writes = (request.protection & MAPPROOF_PROT_WRITE) != 0;
  if (type == MAPPROOF_MAP_SHARED && writes && (file->access & MAPPROOF_PROT_WRITE) == 0) return EACCES;
  if (!has_mmap(*file->device->driver)) return ENODEV;
  if (type == MAPPROOF_MAP_PRIVATE) return EINVAL;
  if (request.length > SIZE_MAX - page) return ENOMEM;
  return is_beyond_offsets(request, *file->device->driver) ? ENXIO : 0;
}

// Each page in ascending order, with the most that the descriptor allows; the first refusal ends it.
int Framework::ask_driver(const mapproof_mmap_request& request, const FilePointer& file, PageIds& ids) const {
  const std::uint32_t most =
      MAPPROOF_PROT_READ | MAPPROOF_PROT_EXEC | MAPPROOF_PROT_USER | (file->access & MAPPROOF_PROT_WRITE);
  const std::size_t count = page_count(request.length, memory_.page());
  for (std::size_t i = 0; i < count; ++i) {
    const mapproof_page_id id = ask(*file, request.offset + i * memory_.page(), most);
    if (id == MAPPROOF_NOPAGE || !memory_.file_offset(id)) return ENXIO;
    ids.push_back(id);
  }
  return 0;
}

mapproof_address_outcome Framework::map(const mapproof_mmap_request& request) {
  const FilePointer file = find(request.fd);
  if (!file) return refused(EBADF);
  if (const int error = refusal(request, file)) return refused(error);
  PageIds ids;
  if (const int error = ask_driver(request, file, ids)) return refused(error);
  return place(request, file, ids);
}

mapproof_address_outcome Framework::place(const mapproof_mmap_request& request, const FilePointer& file,
                                          const PageIds& ids) {
  const std::size_t page = memory_.page();
  const int fixed = (request.flags & MAPPROOF_MAP_FIXED) != 0 ? MAP_FIXED : 0;
  std::vector<FilePointer> gone;  // dropped outside of the lock, because that may call a driver
  const std::lock_guard<std::mutex> lock(mutex_);
  // One reservation decides the place; the pages then replace it one by one.
  void* const place = ::mmap(request.address, ids.size() * page, PROT_NONE, MAP_PRIVATE | MAP_ANON | fixed, -1, 0);
  if (place == MAP_FAILED) return refused(errno);
  const auto first = reinterpret_cast<std::uintptr_t>(place);
  gone = forget(first, first + ids.size() * page);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto offset = static_cast<off_t>(*memory_.file_offset(ids[i]));
    if (::mmap(static_cast<std::byte*>(place) + i * page, page, native_protection(request.protection),
               MAP_SHARED | MAP_FIXED, memory_.descriptor(), offset) == MAP_FAILED) {
      const int error = errno;
      ::munmap(place, ids.size() * page);
      forget(first, first + i * page);  // `file` still holds them open
      return refused(error);
    }
    mapped_pages_[first + i * page] = file;
  }
  return {place, 0};
}

// Takes the pages of [first, end) out of the table; the caller drops the references outside of the lock.
std::vector<Framework::FilePointer> Framework::forget(std::uintptr_t first, std::uintptr_t end) {
  std::vector<FilePointer> files;
  auto page = mapped_pages_.lower_bound(first);
  while (page != mapped_pages_.end() && page->first < end) {
    files.push_back(std::move(page->second));
    page = mapped_pages_.erase(page);
  }
  return files;
}

mapproof_status_outcome Framework::unmap(const mapproof_unmap_request& request) {
  const std::size_t page = memory_.page();
  const auto address = reinterpret_cast<std::uintptr_t>(request.address);
  if (request.length == 0 || address % page != 0 || request.length > UINTPTR_MAX - address - page) return {-1, EINVAL};
  const std::size_t length = page_count(request.length, page) * page;
  std::vector<FilePointer> gone;  // dropped outside of the lock, because that may call a driver
  const std::lock_guard<std::mutex> lock(mutex_);
  if (::munmap(request.address, length) != 0) return {-1, errno};
  gone = forget(address, address + length);
  return {0, 0};
}

}  // namespace mapproof::ddi
