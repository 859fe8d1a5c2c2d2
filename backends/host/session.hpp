// One opened target of one backend, with the calls under test as C++ values.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "mapping.hpp"
#include "plugin.hpp"
#include "result.hpp"

namespace mapproof {

inline constexpr std::uint32_t read_only = MAPPROOF_PROT_READ;
inline constexpr std::uint32_t read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;

/// The arguments of mmap_device_memory(); see mapproof_map_request.
struct MapRequest {
  void* address = nullptr;
  std::uint64_t physical = 0;
  std::size_t length = 0;
  std::uint32_t protection = read_only;
  std::uint32_t flags = 0;
  std::uint32_t raw_protection = 0;
  std::uint32_t raw_flags = 0;

  mapproof_map_request to_c() const {
    return {address, length, physical, protection, flags, raw_protection, raw_flags};
  }
};

/// What mem_offset() and its neighbours answer.
struct Offset {
  std::uint64_t physical = 0;
  std::size_t contig_length = 0;
};

struct OpenOptions {
  std::string target;
  std::string profile = "qnx-7.1";
  bool allow_write = false;
};

/// A call that the table lacks must not be made: ask has() first. Thread safety is that of the contract.
class Session {
 public:
  /// Opens a target. Throws CannotRun with the backend's own sentence if it is refused.
  Session(const Backend& backend, const OpenOptions& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const mapproof_backend& table() const { return table_; }
  mapproof_session* handle() const { return handle_; }
  const mapproof_facts& facts() const { return *facts_; }
  std::size_t page() const { return facts_->page_size; }
  bool may_write() const { return may_write_; }

  template <class Function>
  bool has(Function mapproof_backend::*member) const {
    return table_.*member != nullptr;
  }

  /// mmap_device_memory(); MAP_FAILED becomes the errno.
  Result<Mapping> map(const MapRequest& request) const {
    const mapproof_address_outcome outcome = map_raw(request);
    if (outcome.value == map_failed()) return Errno{outcome.error};
    return Mapping(table_, handle_, outcome.value, request.length);
  }
  mapproof_address_outcome map_raw(const MapRequest& request) const {
    const mapproof_map_request raw = request.to_c();
    return table_.mmap_device_memory(handle_, &raw);
  }

  /// munmap_device_memory(); -1 becomes the errno, anything else is the value.
  Result<int> unmap(void* address, std::size_t length) const;

  /// mem_offset64() and the mem_offset() of a facts().offset_bits wide off_t, with NOFD.
  Result<Offset> offset64(const void* address, std::size_t length) const;
  Result<Offset> offset32(const void* address, std::size_t length) const;

  Result<int> lock(const void* address, std::size_t length) const;
  Result<int> unlock(const void* address, std::size_t length) const;

  static void* map_failed() { return reinterpret_cast<void*>(~std::uintptr_t{0}); }

 private:
  mapproof_backend table_;
  mapproof_session* handle_ = nullptr;
  const mapproof_facts* facts_ = nullptr;
  bool may_write_;
};

}  // namespace mapproof
