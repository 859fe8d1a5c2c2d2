// The memory behind the framework's devices, and the opaque page ids that name its pages.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>

namespace mapproof::ddi {

/// One chunk of device memory per resource key, and the pages that stand for the kernel's own memory, all in one
/// temporary file. Page ids are scrambled with a number of the session, so that a driver which computes with them,
/// instead of only comparing with NOPAGE, is found out.
class DeviceMemory {
 public:
  static constexpr std::size_t pages_per_device = 64;
  static constexpr std::size_t most_devices = 64;
  static constexpr std::size_t kernel_pages = 64;
  static constexpr std::uint64_t physical_base = 0xe0000000;

  /// Throws std::bad_alloc if there is no room for the file.
  DeviceMemory();
  ~DeviceMemory();
  DeviceMemory(const DeviceMemory&) = delete;
  DeviceMemory& operator=(const DeviceMemory&) = delete;

  std::size_t page() const { return page_; }
  int descriptor() const { return fileno(file_.get()); }

  /// The key of a device slot. A key becomes stale with the next one of the same slot.
  std::uint64_t new_key(std::size_t slot);

  /// What a live key stands for; nothing if the key is stale or has no such chunk.
  std::optional<mapproof_driver_resource> resource(std::uint64_t key, std::uint32_t chunk) const;

  /// Whole pages of kernel memory, which is what this framework itself sees at these addresses; NULL if there are no
  /// more.
  void* kernel_memory(std::size_t length);

  /// The id of a page by one of the documents' functions; NOPAGE if the arguments name none.
  mapproof_page_id page_id(const mapproof_page_id_request& request) const;

  /// Where in descriptor() a page lies; nothing if the id was not one of ours.
  std::optional<std::uint64_t> file_offset(mapproof_page_id id) const;

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  mapproof_page_id id_of(std::uint64_t index) const;
  mapproof_page_id id_of_kernel(const void* address) const;

  std::size_t page_;
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::uint64_t scramble_;
  std::uint64_t generation_[most_devices] = {};
  std::byte* kernel_ = nullptr;
  std::size_t kernel_pages_given_ = 0;
};

}  // namespace mapproof::ddi
