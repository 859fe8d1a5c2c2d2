// MAP_PHYS with MAP_ANON: memory in one physical run. Linux has no such call for a process, so it is searched for.
// SPDX-License-Identifier: Apache-2.0
#include "map_contiguous.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <new>

#include "frame_search.hpp"
#include "native.hpp"

namespace mapproof::lnx {
namespace {

// More in one run is not to be had by looking at fresh memory.
constexpr std::size_t longest_run = std::size_t{4} << 20;

mapproof_address_outcome refused(int error) { return {MAP_FAILED, error}; }

// Moves the pages, not their content: the frames stay.
void* moved(void* memory, std::size_t length, void* place) {
  void* const result = mremap(memory, length, length, MREMAP_MAYMOVE | MREMAP_FIXED, place);
  if (result == MAP_FAILED) munmap(memory, length);
  return result;
}

}  // namespace

mapproof_address_outcome map_contiguous(Context& context, const DeviceRequest& request) {
  if (!context.knows_frames) return refused(EPERM);
  if (request.length > longest_run) return refused(ENOMEM);
  const std::size_t length = (request.length + context.page() - 1) & ~(context.page() - 1);
  void* memory = nullptr;
  try {
    memory = FrameSearch(context, length, -1).contiguous();
  } catch (const std::bad_alloc&) {
    return refused(ENOMEM);
  }
  if (memory == nullptr) return refused(ENOTSUP);
  mprotect(memory, length, linux_protection(request.protection));
  if ((request.flags & map_fixed) != 0) memory = moved(memory, length, request.address);
  return memory == MAP_FAILED ? refused(errno) : mapproof_address_outcome{memory, 0};
}

}  // namespace mapproof::lnx
