// The form under test, and memory that it can name.
// SPDX-License-Identifier: Apache-2.0
#include "place.hpp"

namespace mapproof {

mapproof_status_outcome PlaceCheck::call(const mapproof_offset_request& request) const {
  const auto form = wide() ? session().table().posix_mem_offset64 : session().table().posix_mem_offset;
  if (form == nullptr) throw Unsupported{"the subject offers only the other form of posix_mem_offset()."};
  return form(session().handle(), &request);
}

// POSIX lets the errno be the value; that 6.4 answers -1 is for PMO_11 alone to judge.
Result<Place> PlaceCheck::place_of(const void* address, std::size_t length) const {
  Place place;
  const mapproof_status_outcome outcome =
      call({address, length, &place.offset, &place.contig_length, &place.fildes, MAPPROOF_NOFD, 0});
  if (outcome.value == -1) return Errno{outcome.error};
  if (outcome.value != 0) return Errno{outcome.value};
  return place;
}

Mapping PlaceCheck::map_file(int fd, std::size_t length, std::uint64_t offset) const {
  return given(map_object(session(), {.length = length, .offset = offset, .protection = read_write, .fd = fd}));
}

void PlaceCheck::map_file_over(void* address, int fd, std::size_t length, std::uint64_t offset) const {
  given(map_object(session(), {.address = address,
                               .length = length,
                               .offset = offset,
                               .protection = read_write,
                               .flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED,
                               .fd = fd}))
      .release();
}

mapproof_memory_kind PlaceCheck::kind_in_reach() const {
  const bool reach_ends_at_2_gib = !wide() && session().facts().offset_bits == 32;
  return reach_ends_at_2_gib ? MAPPROOF_MEMORY_BELOW_2G : MAPPROOF_MEMORY_ANONYMOUS;
}

void* PlaceCheck::contiguous_in_reach(std::size_t length) const {
  void* const memory = locked_memory(MAPPROOF_MEMORY_CONTIGUOUS, length);
  require_reach(memory, length);
  return memory;
}

void PlaceCheck::require_reach(const void* memory, std::size_t length) const {
  if (wide() || session().facts().offset_bits != 32) return;
  if (physical_of(at(memory, length - page())) <= INT32_MAX) return;
  throw Untested{"the subject put this memory above 2 GiB, where an off_t of 32 bits cannot name it."};
}

Answer PlaceCheck::ask_about_a_mapped_page() const {
  if (where_offsets_are_physical.contains(profile())) return place_of(locked_memory_in_reach(page()), page());
  const TemporaryFile file(page());
  const Mapping mapping = map_file(file.read_write(), page(), 0);
  return place_of(mapping);
}

}  // namespace mapproof
