// Typed memory as C++ values: descriptors that are closed again, and objects to name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/check.hpp"

namespace mapproof {

/// The arguments of posix_typed_mem_open().
struct TypedOpen {
  std::string name;
  std::uint32_t tflag = MAPPROOF_TYPED_ALLOCATE;
  std::uint32_t access = read_write;
  std::uint32_t raw_oflag = 0;
  std::uint32_t raw_tflag = 0;
};

/// The typed memory of one session; what it opened and mapped is given back at the end.
class TypedMemory {
 public:
  /// Untested where the backend names no typed memory object.
  explicit TypedMemory(const Session& session) : session_(session) {
    const auto facts = session.table().typed_facts;
    facts_ = facts != nullptr ? facts(session.handle()) : nullptr;
    if (facts_ == nullptr || facts_->pool_count == 0) throw Untested{"no typed memory object is known by name here."};
  }
  ~TypedMemory() {
    for (const auto& [address, length] : mapped_) {
      const mapproof_unmap_request request{address, length, 0, 0};
      if (session_.has(&mapproof_backend::munmap)) session_.table().munmap(session_.handle(), &request);
    }
    for (const int fd : open_) close(fd);
  }
  TypedMemory(const TypedMemory&) = delete;
  TypedMemory& operator=(const TypedMemory&) = delete;

  /// Any object.
  const mapproof_typed_pool& pool() const { return facts_->pools[0]; }
  std::vector<mapproof_typed_pool> pools() const { return {facts_->pools, facts_->pools + facts_->pool_count}; }
  /// Two objects that have no byte in common, the lower one first, in every combination: untested if there are none.
  std::vector<std::pair<mapproof_typed_pool, mapproof_typed_pool>> every_disjoint_pair() const {
    std::vector<std::pair<mapproof_typed_pool, mapproof_typed_pool>> pairs;
    for (const mapproof_typed_pool& low : pools()) {
      for (const mapproof_typed_pool& high : pools())
        if (low.highest < high.lowest) pairs.emplace_back(low, high);
    }
    if (pairs.empty()) throw Untested{"all typed memory objects overlap here."};
    return pairs;
  }
  std::pair<mapproof_typed_pool, mapproof_typed_pool> disjoint_pools() const { return every_disjoint_pair().front(); }

  Result<int> open(const TypedOpen& how) {
    const mapproof_typed_open_request request{how.name.c_str(), how.access, how.raw_oflag, how.tflag, how.raw_tflag};
    const mapproof_status_outcome outcome = session_.table().posix_typed_mem_open(session_.handle(), &request);
    if (outcome.value == -1) return Errno{outcome.error};
    open_.push_back(outcome.value);
    return outcome.value;
  }

  /// Closes a descriptor now; from then on its number means nothing.
  void close_now(int fd) {
    close(fd);
    for (int& open : open_) open = open == fd ? MAPPROOF_NOFD : open;
  }

  /// mmap() of a descriptor.
  Result<void*> map(int fd, std::size_t length, std::uint64_t offset = 0, std::uint32_t flags = MAPPROOF_MAP_SHARED,
                    std::uint32_t protection = read_only) {
    mapproof_mmap_request request{};
    request.length = length;
    request.offset = offset;
    request.protection = protection;
    request.flags = flags;
    request.fd = fd;
    const mapproof_address_outcome outcome = session_.table().mmap(session_.handle(), &request);
    if (outcome.value == Session::map_failed()) return Errno{outcome.error};
    mapped_.emplace_back(outcome.value, length);
    return outcome.value;
  }

  /// munmap() of whole pages; what is left of a mapping is given back at the end.
  void unmap(void* address, std::size_t length) const {
    const mapproof_unmap_request request{address, length, 0, 0};
    if (!session_.has(&mapproof_backend::munmap)) throw Unsupported{"this backend has no munmap()."};
    if (session_.table().munmap(session_.handle(), &request).value == -1)
      throw Unresolved{"typed memory was not unmapped"};
  }

  /// posix_typed_mem_get_info(). Unsupported without it.
  Result<std::size_t> free_length(int fd) const {
    if (!session_.has(&mapproof_backend::posix_typed_mem_get_info))
      throw Unsupported{"this backend has no posix_typed_mem_get_info()."};
    std::size_t length = SIZE_MAX;
    const mapproof_typed_info_request request{fd, 0, &length};
    const mapproof_status_outcome outcome = session_.table().posix_typed_mem_get_info(session_.handle(), &request);
    if (outcome.value == -1) return Errno{outcome.error};
    return length;
  }

  Result<int> file_operation(int fd, mapproof_file_operation operation, std::uint64_t amount) const {
    if (!session_.has(&mapproof_backend::file_operation)) throw Untested{"this backend tries no file operations."};
    const mapproof_file_request request{fd, static_cast<std::uint32_t>(operation), amount};
    const mapproof_status_outcome outcome = session_.table().file_operation(session_.handle(), &request);
    if (outcome.value == -1) return Errno{outcome.error};
    return outcome.value;
  }

 private:
  void close(int fd) const {
    if (fd != MAPPROOF_NOFD && session_.has(&mapproof_backend::close_descriptor))
      session_.table().close_descriptor(session_.handle(), fd);
  }

  const Session& session_;
  const mapproof_typed_facts* facts_;
  std::vector<int> open_;
  std::vector<std::pair<void*, std::size_t>> mapped_;
};

}  // namespace mapproof
