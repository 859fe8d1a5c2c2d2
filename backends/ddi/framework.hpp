// The SVR5 driver framework in user space: devices, channels, descriptors, and mmap() on them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "device_memory.hpp"

namespace mapproof::ddi {

struct Device;
struct OpenFile;

/// Asks a driver for each page in ascending order, with the most that the descriptor allows, before it maps anything; a
/// mapping keeps the device open. Every call answers as the contract's driver_* member of the same name. Callable from
/// several threads; a driver is never called with a lock held, so it may block or call back.
class Framework {
 public:
  Framework() = default;
  /// Calls no driver any more: those that are still attached may be gone.
  ~Framework();
  Framework(const Framework&) = delete;
  Framework& operator=(const Framework&) = delete;

  mapproof_status_outcome attach(const mapproof_driver* driver);
  mapproof_status_outcome detach(int device);
  mapproof_status_outcome open(const mapproof_driver_open_request& request);
  mapproof_status_outcome close(int fd);
  mapproof_address_outcome map(const mapproof_mmap_request& request);
  mapproof_status_outcome unmap(const mapproof_unmap_request& request);
  mapproof_page_id page_id(const mapproof_page_id_request& request);
  mapproof_arrange_outcome modify(int device);
  mapproof_arrange_outcome resource(std::uint64_t key, std::uint32_t chunk, mapproof_driver_resource& resource);
  mapproof_arrange_outcome kernel_memory(std::size_t length, void*& address);

 private:
  using FilePointer = std::shared_ptr<OpenFile>;
  using PageIds = std::vector<mapproof_page_id>;

  FilePointer find(int fd);
  int refusal(const mapproof_mmap_request& request, const FilePointer& file) const;
  int ask_driver(const mapproof_mmap_request& request, const FilePointer& file, PageIds& ids) const;
  mapproof_address_outcome place(const mapproof_mmap_request& request, const FilePointer& file, const PageIds& ids);
  std::vector<FilePointer> forget(std::uintptr_t first, std::uintptr_t end);
  void release_channel(const OpenFile& file);

  std::mutex mutex_;
  bool ending_ = false;
  DeviceMemory memory_;
  std::map<int, std::shared_ptr<Device>> devices_;
  std::map<int, FilePointer> files_;
  std::map<std::uintptr_t, FilePointer> mapped_pages_;  // each page of a mapping keeps its file open
};

/// ptob(), btop() and btopr(), by enum mapproof_page_conversion.
unsigned long convert_pages(std::uint32_t conversion, unsigned long value, std::size_t page);

}  // namespace mapproof::ddi
