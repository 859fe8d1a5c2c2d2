// mem_offset() on a context.
// SPDX-License-Identifier: Apache-2.0
#include "look_up.hpp"

#include <cerrno>

#include "frames.hpp"

namespace mapproof::lnx {

mapproof_status_outcome look_up(Context& context, const mapproof_offset_request& request, std::uint64_t largest) {
  if (request.fd != MAPPROOF_NOFD) return {-1, EBADF};
  const auto address = reinterpret_cast<std::uintptr_t>(request.address);
  Place place;
  const int error = resolve(context, address, place);
  if (error != 0) return {-1, error};
  if (request.contig_length != nullptr) {
    *request.contig_length = run_length(context, address, place, request.length);
  }
  if (request.offset == nullptr) return {0, 0};
  if (place.physical > largest) return {-1, EOVERFLOW};
  *request.offset = static_cast<std::int64_t>(place.physical);
  return {0, 0};
}

}  // namespace mapproof::lnx
