// Device memory in a temporary file.
// SPDX-License-Identifier: Apache-2.0
#include "device_memory.hpp"

#include <unistd.h>

#include <new>
#include <random>

namespace mapproof::ddi {
namespace {

// A key carries its slot below and its generation above this bit.
constexpr unsigned slot_bits = 16;
constexpr std::uint64_t page_count = DeviceMemory::pages_per_device * DeviceMemory::most_devices;

}  // namespace

DeviceMemory::DeviceMemory()
    : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))), file_(std::tmpfile()), scramble_(std::random_device{}()) {
  if (!file_ || ftruncate(descriptor(), static_cast<off_t>(page_count * page_)) != 0) throw std::bad_alloc();
}

std::uint64_t DeviceMemory::new_key(std::size_t slot) { return ++generation_[slot] << slot_bits | slot; }

mapproof_page_id DeviceMemory::page_id(const mapproof_page_id_request& request) const {
  switch (request.source) {
    case MAPPROOF_DEVMEM_PPID: {
      const std::uint64_t slot = request.key & ((1u << slot_bits) - 1);
      const bool live = slot < most_devices && generation_[slot] != 0 && generation_[slot] == request.key >> slot_bits;
      if (!live || request.chunk != 0 || request.offset >= pages_per_device * page_) return MAPPROOF_NOPAGE;
      return id_of(slot * pages_per_device + request.offset / page_);
    }
    case MAPPROOF_HAT_GETPPFNUM:
      if (request.space != 0) return MAPPROOF_NOPAGE;
      [[fallthrough]];
    case MAPPROOF_PHYSTOPPID:
      if (request.physical < physical_base) return MAPPROOF_NOPAGE;
      if ((request.physical - physical_base) / page_ >= page_count) return MAPPROOF_NOPAGE;
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
