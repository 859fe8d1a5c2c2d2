// mem_offset() with a 32-bit result, mem_offset64(), and the two raw system calls that they are measured against.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdint>

#include "calls.hpp"
#include "frames.hpp"
#include "lock_probe.hpp"
#include "quiet_io.hpp"
#include "session.hpp"

namespace mapproof::lnx {
namespace {

mapproof_status_outcome look_up(mapproof_session& session, const mapproof_offset_request& request,
                                std::uint64_t largest) {
  if (request.fd != MAPPROOF_NOFD) return {-1, EBADF};
  const auto address = reinterpret_cast<std::uintptr_t>(request.address);
  std::uint64_t physical = 0;
  const int error = resolve(session, address, physical);
  if (error != 0) return {-1, error};
  if (request.contig_length != nullptr) {
    *request.contig_length = run_length(session, address, physical, request.length);
  }
  if (request.offset == nullptr) return {0, 0};
  if (physical > largest) return {-1, EOVERFLOW};
  *request.offset = static_cast<std::int64_t>(physical);
  return {0, 0};
}

}  // namespace

mapproof_status_outcome mem_offset(mapproof_session* session, const mapproof_offset_request* request) {
  return look_up(*session, *request, INT32_MAX);  // a signed off_t of 32 bits ends at 2 GiB
}

mapproof_status_outcome mem_offset64(mapproof_session* session, const mapproof_offset_request* request) {
  return look_up(*session, *request, UINT64_MAX);
}

mapproof_status_outcome floor_offset(mapproof_session* session, const mapproof_offset_request* request) {
  const auto address = reinterpret_cast<std::uintptr_t>(request->address);
  madvise(reinterpret_cast<void*>(session->start_of_page(address)), session->page(), MADV_COLD);
  std::uint64_t word = 0;
  const std::uintptr_t place = session->page_of(address) * sizeof word;
  if (quiet_pread(session->pagemap.descriptor(), &word, sizeof word, place) != sizeof word) return {-1, errno};
  *request->offset = static_cast<std::int64_t>(PagemapWord(word).frame() << session->machine.page_shift);
  return {0, 0};
}

mapproof_status_outcome empty(mapproof_session* session) {
  (void)session;
  return {0, 0};
}

}  // namespace mapproof::lnx
