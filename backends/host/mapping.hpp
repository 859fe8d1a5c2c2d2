// A mapping of the subject that is unmapped when it goes out of scope.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>
#include <utility>

#include "memory_access.hpp"

namespace mapproof {

/// Owns what one successful mmap_device_memory() returned. Loads and stores go to the mapped memory itself: one access
/// of exactly sizeof(T) each, and a fault where the subject makes one.
class Mapping {
 public:
  Mapping(const mapproof_backend& table, mapproof_session* session, void* address, std::size_t length)
      : table_(&table), session_(session), address_(address), length_(length) {}
  Mapping(Mapping&& other) noexcept
      : table_(other.table_),
        session_(other.session_),
        address_(std::exchange(other.address_, nullptr)),
        length_(other.length_) {}
  Mapping& operator=(Mapping&& other) noexcept {
    if (this != &other) {
      unmap();
      table_ = other.table_;
      session_ = other.session_;
      address_ = std::exchange(other.address_, nullptr);
      length_ = other.length_;
    }
    return *this;
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { unmap(); }

  void* address() const { return address_; }
  std::size_t length() const { return length_; }
  std::uintptr_t number() const { return reinterpret_cast<std::uintptr_t>(address_); }
  void* at(std::size_t offset) const { return static_cast<std::byte*>(address_) + offset; }

  template <class T>
  T load(std::size_t offset) const {
    return load_from<T>(at(offset));
  }
  template <class T>
  void store(std::size_t offset, T value) const {
    store_to<T>(at(offset), value);
  }

  /// Gives up ownership: the mapping stays, or was already unmapped by the check.
  void* release() { return std::exchange(address_, nullptr); }

 private:
  void unmap() {
    if (address_ == nullptr || table_->munmap_device_memory == nullptr) return;
    const mapproof_unmap_request request{address_, length_, 0, 0};
    table_->munmap_device_memory(session_, &request);
    address_ = nullptr;
  }

  const mapproof_backend* table_;
  mapproof_session* session_;
  void* address_;
  std::size_t length_;
};

}  // namespace mapproof
