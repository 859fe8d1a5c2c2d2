// mem_offset() with a 32-bit result, mem_offset64(), and the two raw system calls that they are measured against.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "calls.hpp"
#include "linux/context/look_up.hpp"
#include "linux/io/quiet_io.hpp"
#include "linux/pages/lock_probe.hpp"
#include "session.hpp"

namespace mapproof::lnx {
mapproof_status_outcome mem_offset(mapproof_session* session, const mapproof_offset_request* request) {
  return look_up(*session, *request, INT32_MAX);  // a signed off_t of 32 bits ends at 2 GiB
}

mapproof_status_outcome mem_offset64(mapproof_session* session, const mapproof_offset_request* request) {
  return look_up(*session, *request, UINT64_MAX);
}

// All words of the range in one system call, as far as there is room for them.
mapproof_status_outcome floor_offset(mapproof_session* session, const mapproof_offset_request* request) {
  const auto address = reinterpret_cast<std::uintptr_t>(request->address);
  lock_of(session->start_of_page(address), session->page());
  const std::size_t pages = request->length >> session->machine.page_shift;
  std::uint64_t word = 0;
  const std::uintptr_t place = session->page_of(address) * sizeof word;
  if (pages <= 1) {
    if (quiet_pread(session->pagemap.unchecked(), &word, sizeof word, place) != sizeof word) return {-1, errno};
  } else {
    Words words(session->scratch, pages);
    const std::size_t bytes = std::min(pages, words.size()) * sizeof word;
    if (quiet_pread(session->pagemap.unchecked(), words.data(), bytes, place) != static_cast<long>(bytes))
      return {-1, errno};
    word = words.data()[0];
  }
  *request->offset = static_cast<std::int64_t>(PagemapWord(word).frame() << session->machine.page_shift);
  return {0, 0};
}

mapproof_status_outcome empty(mapproof_session* session) {
  (void)session;
  return {0, 0};
}

}  // namespace mapproof::lnx
