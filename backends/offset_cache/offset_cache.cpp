// The table of kept answers: a hit is a few loads, a miss asks the backend.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof/offset_cache.h>

#include <cerrno>
#include <memory>
#include <new>

#include "entry.hpp"
#include "fork.hpp"
#include "generations.hpp"
#include "state.hpp"

using mapproof::offset_cache::Generations;
using mapproof::offset_cache::granule_mask;
using mapproof::offset_cache::Key;

namespace {

// Out of the way of the hit, which stays small enough to need no stack.
[[gnu::noinline]] std::uint64_t find_anew(mapproof_offset_cache& cache, std::uintptr_t address,
                                          std::uint64_t generation) {
  std::int64_t offset = 0;
  std::size_t contig_length = 0;
  const mapproof_offset_request request{
      reinterpret_cast<const void*>(address), 1, &offset, &contig_length, nullptr, MAPPROOF_NOFD, 0};
  const mapproof_status_outcome outcome = cache.look_up(cache.session, &request);
  if (outcome.value == -1) {
    errno = outcome.error;
    return MAPPROOF_NO_OFFSET;
  }
  const auto physical = static_cast<std::uint64_t>(offset);
  const std::uint64_t distance = physical - address;
  // What is kept is a granule: an answer that is not congruent to its address cannot be.
  const bool congruent = (distance & granule_mask) == 0;
  if (congruent && generation != Generations::retired && cache.generations.undisturbed_since(address, generation)) {
    cache.entry(address).write(Key(address, generation), distance);
  }
  return physical;
}

}  // namespace

extern "C" {

mapproof_offset_cache* mapproof_offset_cache_create(const mapproof_backend* backend, mapproof_session* session) {
  try {
    auto cache = std::make_unique<mapproof_offset_cache>(*backend, session);
    if (cache->look_up == nullptr) return errno = ENOSYS, nullptr;
    mapproof::offset_cache::enlist(*cache);
    return cache.release();
  } catch (const std::bad_alloc&) {
    return errno = ENOMEM, nullptr;
  }
}

void mapproof_offset_cache_destroy(mapproof_offset_cache* cache) {
  if (cache == nullptr) return;
  mapproof::offset_cache::delist(*cache);
  delete cache;
}

// Aligned, so that a hit lies in two lines of the processor's code cache and not in three: a tenth of its time.
__attribute__((aligned(64))) std::uint64_t mapproof_offset_cache_find(mapproof_offset_cache* cache,
                                                                      const void* pointer) {
  const auto address = reinterpret_cast<std::uintptr_t>(pointer);
  const std::uint64_t generation = cache->generations.number(address);
  std::uint64_t distance = 0;
  if (__builtin_expect(cache->entry(address).read(Key(address, generation), distance), 1)) return address + distance;
  return find_anew(*cache, address, generation);
}

}  // extern "C"
