// What does mprotect() of a device mapping cost, by length? Timed: each change, from readable to inaccessible and back.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <cerrno>

#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

mapproof_status_outcome set_protection(const MapCase& which, void* address, bool readable) {
  if (which.is_floor) {
    errno = 0;
    const int value = ::mprotect(address, which.request.length, readable ? PROT_READ : PROT_NONE);
    return {value, errno};
  }
  const std::uint32_t protection = readable ? which.request.protection : MAPPROOF_PROT_NONE;
  const mapproof_protect_request request{address, which.request.length, protection, 0};
  return which.session->table().mprotect(which.session->handle(), &request);
}

}  // namespace

void protect(benchmark::State& state, const MapCase& which, CallTimer& timer) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  const mapproof_address_outcome mapped = which.map();
  if (failed(mapped)) return refuse(state, Refusal{mapped.error});
  which.touch_pages(mapped.value);
  bool readable = true;
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    readable = !readable;
    const mapproof_status_outcome changed = set_protection(which, mapped.value, readable);
    timer.lap();
    if (failed(changed)) return changed.error;
    return std::nullopt;
  });
  which.unmap(mapped.value);
}

}  // namespace mapproof::bench
