// Device memory in a temporary file.
// SPDX-License-Identifier: Apache-2.0
#include "device_memory.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <functional>
#include <new>
#include <random>

namespace mapproof::ddi {
namespace {

// A key carries its slot below and its generation above this bit.
constexpr unsigned slot_bits = 16;
constexpr std::uint64_t device_pages = DeviceMemory::pages_per_device * DeviceMemory::most_devices;
constexpr std::uint64_t page_count = device_pages + DeviceMemory::kernel_pages;

}  // namespace

DeviceMemory::DeviceMemory()
    : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))), file_(std::tmpfile()), scramble_(std::random_device{}()) {
  if (!file_ || ftruncate(descriptor(), static_cast<off_t>(page_count * page_)) != 0) throw std::bad_alloc();
  void* const kernel = ::mmap(nullptr, kernel_pages * page_, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor(),
                              static_cast<off_t>(device_pages * page_));
  if (kernel == MAP_FAILED) throw std::bad_alloc();
  kernel_ = static_cast<std::byte*>(kernel);
}

DeviceMemory::~DeviceMemory() { ::munmap(kernel_, kernel_pages * page_); }

std::uint64_t DeviceMemory::new_key(std::size_t slot) { return ++generation_[slot] << slot_bits | slot; }

std::optional<mapproof_driver_resource> DeviceMemory::resource(std::uint64_t key, std::uint32_t chunk) const {
  const std::uint64_t slot = key & ((1u << slot_bits) - 1);
  const bool live = slot < most_devices && generation_[slot] != 0 && generation_[slot] == key >> slot_bits;
  if (!live || chunk != 0) return std::nullopt;
  const std::size_t length = pages_per_device * page_;
  return mapproof_driver_resource{physical_base + slot * length, length, 1, 0};
}

void* DeviceMemory::kernel_memory(std::size_t length) {
  const std::size_t pages = length / page_ + (length % page_ != 0 ? 1 : 0);
  if (pages == 0 || pages > kernel_pages - kernel_pages_given_) return nullptr;
  void* const first = kernel_ + kernel_pages_given_ * page_;
  kernel_pages_given_ += pages;
  return first;
}

mapproof_page_id DeviceMemory::id_of_kernel(const void* address) const {
  const std::byte* const byte = static_cast<const std::byte*>(address);
  const std::less<> before;
  if (before(byte, kernel_) || !before(byte, kernel_ + kernel_pages_given_ * page_)) return MAPPROOF_NOPAGE;
  return id_of(device_pages + static_cast<std::size_t>(byte - kernel_) / page_);
}

mapproof_page_id DeviceMemory::page_id(const mapproof_page_id_request& request) const {
  switch (request.source) {
    case MAPPROOF_DEVMEM_PPID: {
      const auto chunk = resource(request.key, request.chunk);
      if (!chunk || request.offset >= chunk->length) return MAPPROOF_NOPAGE;
      return id_of((chunk->physical - physical_base + request.offset) / page_);
    }
    case MAPPROOF_KVTOPPID:
    case MAPPROOF_HAT_GETKPFNUM:
      return id_of_kernel(request.address);
    case MAPPROOF_HAT_GETPPFNUM:
      if (request.space != 0) return MAPPROOF_NOPAGE;
      [[fallthrough]];
    case MAPPROOF_PHYSTOPPID:
      if (request.physical < physical_base) return MAPPROOF_NOPAGE;
      if ((request.physical - physical_base) / page_ >= device_pages) return MAPPROOF_NOPAGE;
      return id_of((request.physical - physical_base) / page_);
    default:
      return MAPPROOF_NOPAGE;
  }
}

mapproof_page_id DeviceMemory::id_of(std::uint64_t index) const { return (index << 32 | index) ^ scramble_; }

std::optional<std::uint64_t> DeviceMemory::file_offset(mapproof_page_id id) const {
  const std::uint64_t plain = id ^ scramble_;
  const std::uint64_t index = plain >> 32;
  if (index != (plain & 0xffffffff) || index >= page_count) return std::nullopt;
  return index * page_;
}

}  // namespace mapproof::ddi
