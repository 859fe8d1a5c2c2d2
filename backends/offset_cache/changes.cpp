// The backend's calls that change mappings or locks, announced to the cache.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof/offset_cache.h>

#include <cerrno>
#include <cstdint>

#include "state.hpp"

namespace {

// From construction to the end of the scope, nothing of the range is kept.
class Change {
 public:
  Change(mapproof_offset_cache& cache, const void* address, std::size_t length)
      : generations_(cache.generations), address_(reinterpret_cast<std::uintptr_t>(address)), length_(length) {
    generations_.begin_change(address_, length_);
  }
  ~Change() { generations_.end_change(address_, length_); }
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

 private:
  mapproof::offset_cache::Generations& generations_;
  std::uintptr_t address_;
  std::size_t length_;
};

template <class Request>
mapproof_address_outcome map(mapproof_offset_cache& cache, const Request& request,
                             mapproof_address_outcome (*call)(mapproof_session*, const Request*)) {
  if (call == nullptr) return {reinterpret_cast<void*>(UINTPTR_MAX), ENOSYS};
  // Without an address nothing that is mapped can be replaced.
  const Change change(cache, request.address, request.address == nullptr ? 0 : request.length);
  return call(cache.session, &request);
}

template <class Request>
mapproof_status_outcome end(mapproof_offset_cache& cache, const Request& request,
                            mapproof_status_outcome (*call)(mapproof_session*, const Request*)) {
  if (call == nullptr) return {-1, ENOSYS};
  const Change change(cache, request.address, request.length);
  return call(cache.session, &request);
}

}  // namespace

extern "C" {

void mapproof_offset_cache_begin_change(mapproof_offset_cache* cache, const void* address, std::size_t length) {
  cache->generations.begin_change(reinterpret_cast<std::uintptr_t>(address), length);
}

void mapproof_offset_cache_end_change(mapproof_offset_cache* cache, const void* address, std::size_t length) {
  cache->generations.end_change(reinterpret_cast<std::uintptr_t>(address), length);
}

mapproof_address_outcome mapproof_offset_cache_mmap_device_memory(mapproof_offset_cache* cache,
                                                                  const mapproof_map_request* request) {
  return map(*cache, *request, cache->backend.mmap_device_memory);
}

mapproof_address_outcome mapproof_offset_cache_mmap(mapproof_offset_cache* cache,
                                                    const mapproof_mmap_request* request) {
  return map(*cache, *request, cache->backend.mmap);
}

mapproof_status_outcome mapproof_offset_cache_munmap_device_memory(mapproof_offset_cache* cache,
                                                                   const mapproof_unmap_request* request) {
  return end(*cache, *request, cache->backend.munmap_device_memory);
}

mapproof_status_outcome mapproof_offset_cache_munmap(mapproof_offset_cache* cache,
                                                     const mapproof_unmap_request* request) {
  return end(*cache, *request, cache->backend.munmap);
}

mapproof_status_outcome mapproof_offset_cache_munlock(mapproof_offset_cache* cache,
                                                      const mapproof_lock_request* request) {
  return end(*cache, *request, cache->backend.munlock);
}

mapproof_status_outcome mapproof_offset_cache_munlockall(mapproof_offset_cache* cache) {
  if (cache->backend.munlockall == nullptr) return {-1, ENOSYS};
  const Change change(*cache, nullptr, SIZE_MAX);
  return cache->backend.munlockall(cache->session);
}

}  // extern "C"
