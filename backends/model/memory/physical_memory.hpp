// The machine's physical space: which addresses exist, where their bytes lie in the backing file, which frames are
// free.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "backing_file.hpp"
#include "extent.hpp"
#include "function_ref.hpp"
#include "model/scene.hpp"

namespace mapproof::model {

/// A range of the physical space: a window, or a bank of ordinary memory.
struct Region {
  std::uint64_t physical = 0;  ///< first byte; a window need not start on a page
  std::uint64_t length = 0;
  std::uint64_t first_page = 0;             ///< address of the page that holds the first byte
  std::uint64_t file_offset = 0;            ///< of first_page
  std::uint64_t first_frame = 0;            ///< banks only: index into the use counts
  const mapproof_window* window = nullptr;  ///< NULL for a bank
  std::int32_t node = 0;

  bool contains(std::uint64_t address, std::uint64_t bytes) const {
    return address >= physical && address - physical <= length && bytes <= length - (address - physical);
  }
};

/// Where frames may come from.
struct Constraint {
  std::uint64_t lowest = 0;
  std::uint64_t highest = UINT64_MAX;  ///< last byte
  std::int32_t node = -1;
};

/// Frames are counted, not owned: a child shares them after fork(). The counts lie in the backing file, so every
/// process sees the same ones; they change by single atomic operations, so a signal handler may allocate.
class PhysicalMemory {
 public:
  /// Throws std::system_error or std::bad_alloc.
  PhysicalMemory(const Scene& scene, std::uint32_t node_count, std::size_t page);
  PhysicalMemory(const PhysicalMemory&) = delete;
  PhysicalMemory& operator=(const PhysicalMemory&) = delete;
  ~PhysicalMemory() = default;

  std::size_t page() const { return page_; }
  const BackingFile& file() const { return file_; }

  /// The region that holds all of these bytes, or NULL.
  const Region* find(std::uint64_t physical, std::uint64_t length) const;
  /// For an address that find() knows.
  std::uint64_t file_offset(const Region& region, std::uint64_t physical) const {
    return region.file_offset + (physical - region.first_page);
  }
  std::uint64_t file_offset(std::uint64_t physical) const;
  bool touched(std::uint64_t physical) const { return file_.touched(file_offset(physical), page_); }

  /// One contiguous run of free, zero-filled frames, now used once.
  std::optional<std::uint64_t> allocate(const Constraint& constraint, std::uint64_t length);
  void share(std::uint64_t physical, std::uint64_t length);
  void release(std::uint64_t physical, std::uint64_t length);
  bool shared(std::uint64_t physical) const;
  /// Takes these very frames; false if one of them is in use.
  bool claim(std::uint64_t physical, std::uint64_t length);
  /// Free bytes among the frames that `belongs` accepts, and the longest run among them.
  struct Free {
    std::uint64_t total = 0, longest = 0;
  };
  Free count_free(FunctionRef<bool(std::uint64_t physical, std::int32_t node)> belongs) const;

  Range own_memory() const {
    const auto start = reinterpret_cast<std::uintptr_t>(metadata_.data());
    return {start, start + metadata_.length()};
  }
  /// The 64 KiB of the simulated port space.
  std::atomic<std::uint8_t>* ports() const { return ports_; }

 private:
  using Count = std::atomic<std::uint32_t>;

  std::uint64_t lay_out(const Scene& scene, std::uint32_t node_count);
  Count& uses(const Region& bank, std::uint64_t physical) const {
    return uses_[bank.first_frame + (physical - bank.physical) / page_];
  }
  bool claim(const Region& bank, std::uint64_t physical, std::uint64_t length);
  std::optional<std::uint64_t> search(const Region& bank, std::uint64_t from, std::uint64_t to, std::uint64_t length);

  std::size_t page_;
  std::array<Region, largest_bank_count + 16> regions_{};
  std::size_t region_count_ = 0;
  std::uint64_t frame_count_ = 0;
  std::uint64_t metadata_offset_ = 0;
  std::array<std::atomic<std::uint64_t>, largest_bank_count + 16> next_{};  // where a bank's search starts
  BackingFile file_;
  FileView metadata_;
  Count* uses_;
  std::atomic<std::uint8_t>* ports_;
};

}  // namespace mapproof::model
