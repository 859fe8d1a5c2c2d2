// The offset cache as a C++ value; offset_cache.h says what each call does.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/offset_cache.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <system_error>

namespace mapproof {

class OffsetCache {
 public:
  /// Throws std::system_error: see mapproof_offset_cache_create().
  OffsetCache(const mapproof_backend& backend, mapproof_session* session)
      : cache_(mapproof_offset_cache_create(&backend, session)) {
    if (!cache_) throw std::system_error(errno, std::generic_category(), "offset cache");
  }

  std::uint64_t find(const void* address) { return mapproof_offset_cache_find(cache_.get(), address); }
  mapproof_offset_cache* get() const { return cache_.get(); }

  /// A change of a mapping or a lock, from construction to the end of its scope.
  class Change {
   public:
    Change(OffsetCache& cache, const void* address, std::size_t length)
        : cache_(cache.get()), address_(address), length_(length) {
      mapproof_offset_cache_begin_change(cache_, address_, length_);
    }
    ~Change() { mapproof_offset_cache_end_change(cache_, address_, length_); }
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

   private:
    mapproof_offset_cache* cache_;
    const void* address_;
    std::size_t length_;
  };

 private:
  struct Destroy {
    void operator()(mapproof_offset_cache* cache) const { mapproof_offset_cache_destroy(cache); }
  };
  std::unique_ptr<mapproof_offset_cache, Destroy> cache_;
};

}  // namespace mapproof
