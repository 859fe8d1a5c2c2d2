// mmap_device_memory().
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "anonymous.hpp"
#include "calls.hpp"
#include "model/native.hpp"
#include "placing.hpp"

namespace mapproof::model {
namespace {

struct Bits {
  std::uint32_t flags;
  std::uint32_t protection;
};

// PROT_NOCACHE given among the flags by mistake counts as a protection (MDM-06).
Bits native_bits(const mapproof_map_request& request) {
  Bits bits{native::flags(request.flags, request.raw_flags),
            native::protection(request.protection, request.raw_protection)};
  bits.protection |= bits.flags & native::prot_nocache;
  bits.flags &= ~native::prot_nocache;
  return bits;
}

// "Invalid flags type, or len is 0", in the order in which the 6.4 era looked (MDM-48).
bool is_invalid(const Bits& bits, std::size_t length) {
  if ((bits.flags & native::map_type) > native::map_private_anon || length == 0) return true;
  if ((bits.protection & native::invalid_protection) != 0) return true;
  return (bits.flags & (native::invalid_flags | native::map_stack)) != 0;
}

// The last page of the first window is what PHYSICAL_RANGE_DENIED takes away.
bool is_denied(const mapproof_session& session, std::uint64_t physical, std::uint64_t length) {
  if (!session.conditions.holds(MAPPROOF_PHYSICAL_RANGE_DENIED)) return false;
  const mapproof_window& window = session.facts.windows[0];
  const std::uint64_t end = window.physical + window.length;
  return physical < end && physical + length > end - session.memory.page();
}

int privilege_error(const mapproof_session& session, const Bits& bits) {
  if (session.conditions.holds(MAPPROOF_WITHOUT_MAP_PRIVILEGE)) return EPERM;
  const bool executes = (bits.protection & native::prot_exec) != 0;
  return executes && session.conditions.holds(MAPPROOF_WITHOUT_EXEC_PRIVILEGE) ? EPERM : 0;
}

std::uint32_t caching(const Region& region, bool nocache) {
  if (region.window == nullptr) return nocache ? MAPPROOF_UNCACHED : MAPPROOF_CACHED;
  return nocache ? region.window->with_nocache : region.window->without_nocache;
}

// Which region grants the whole range with this protection: a window that cannot be written is no valid range for a
// request to write.
const Region* granting_region(const mapproof_session& session, const mapproof_map_request& request, const Bits& bits) {
  if (request.physical + request.length < request.physical) return nullptr;
  const Region* const region = session.memory.find(request.physical, request.length);
  if (region == nullptr || region->window == nullptr) return region;
  const std::uint32_t asked = native::portable_protection(bits.protection) & ~MAPPROOF_PROT_NOCACHE;
  return (asked & ~region->window->protection) == 0 ? region : nullptr;
}

// The address is wanted to the byte: the page gets the part above the in-page offset of `physical`.
Placing placing_of(mapproof_session& session, const mapproof_map_request& request, const Bits& bits,
                   const Region& region) {
  const std::uint64_t mask = session.page_mask();
  const std::uint64_t inside_page = request.physical & mask;
  const std::uint32_t protection = native::portable_protection(bits.protection);
  Placing placing;
  placing.length = (inside_page + request.length + mask) & ~mask;
  placing.fixed = (bits.flags & native::map_fixed) != 0;
  placing.host_protection = native::host_protection(protection);
  placing.host_flags = MAP_SHARED;
  placing.fd = session.memory.file().fd();
  placing.file_offset = session.memory.file_offset(region, request.physical - inside_page);
  const std::uint64_t wanted = number_of(request.address);
  placing.wanted = placing.fixed ? wanted - inside_page : (wanted + mask) & ~mask;
  placing.extent.kind = Kind::device;
  placing.extent.physical = request.physical - inside_page;
  placing.extent.serial = session.next_serial();
  placing.extent.flags = extent_resident | session.new_lock_flag();
  if (region.window != nullptr && (region.window->protection & MAPPROOF_PROT_WRITE) == 0) {
    placing.extent.flags |= extent_read_only;
  }
  placing.extent.protection = protection;
  placing.extent.caching = caching(region, (bits.protection & native::prot_nocache) != 0);
  return placing;
}

// MAP_ANON turns the request into one for contiguous RAM (MDM-43); `physical` then has no meaning.
mapproof_address_outcome map_contiguous(mapproof_session& session, const mapproof_map_request& request,
                                        const Bits& bits) {
  Anonymous anonymous;
  anonymous.address = number_of(request.address);
  anonymous.length = request.length;
  anonymous.fixed = (bits.flags & native::map_fixed) != 0;
  anonymous.protection = native::portable_protection(bits.protection);
  anonymous.flags = extent_resident;
  const Placed placed = place_anonymous(session, anonymous);
  return placed.error == 0 ? mapped_at(placed.address) : map_failed(placed.error);
}

int geometry_error(const mapproof_session& session, const mapproof_map_request& request, const Placing& placing) {
  if (!placing.fixed) return 0;
  if (((number_of(request.address) ^ request.physical) & session.page_mask()) != 0) return ENXIO;
  return fixed_error(session, placing.wanted, placing.length);
}

}  // namespace

mapproof_address_outcome mmap_device_memory(mapproof_session* session, const mapproof_map_request* request) {
  const Bits bits = native_bits(*request);
  if (is_invalid(bits, request->length)) return map_failed(EINVAL);
  if (const int error = privilege_error(*session, bits); error != 0) return map_failed(error);
  const std::uint64_t mask = session->page_mask();
  if ((request->physical & mask) + request->length + mask < request->length) return map_failed(ENOMEM);
  if ((bits.flags & native::map_anon) != 0) return map_contiguous(*session, *request, bits);
  const Region* const region = granting_region(*session, *request, bits);
  if (region == nullptr) return map_failed(ENXIO);
  if (is_denied(*session, request->physical, request->length)) return map_failed(EPERM);
  if (session->conditions.consume(MAPPROOF_THREADS_SHORT)) return map_failed(EAGAIN);
  const Placing placing = placing_of(*session, *request, bits, *region);
  if (const int error = geometry_error(*session, *request, placing); error != 0) return map_failed(error);
  const Placed placed = place(*session, placing);
  return placed.error == 0 ? mapped_at(placed.address + (request->physical & mask)) : map_failed(placed.error);
}

}  // namespace mapproof::model
