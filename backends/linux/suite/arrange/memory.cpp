// Ordinary memory of the kinds that a check asks for.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "arrange.hpp"
#include "linux/context/frame_search.hpp"
#include "linux/io/descriptor.hpp"
#include "linux/pages/lock_probe.hpp"
#include "linux/pages/node_memory.hpp"
#include "linux/suite/calls.hpp"
#include "linux/suite/session.hpp"

#ifndef MLOCK_ONFAULT
#define MLOCK_ONFAULT 1
#endif

namespace mapproof::lnx {
namespace {

// One page at a time: a huge page would make its neighbours resident too.
void* map_untouched(std::size_t length, int sharing, int node) {
  return map_on_node(length, sharing, MADV_NOHUGEPAGE, node);
}

bool write_pattern(int file, std::size_t length) {
  std::array<unsigned char, std::size_t{251} * 64> block{};
  for (std::size_t i = 0; i < block.size(); ++i) block[i] = static_cast<unsigned char>(i % 251);
  for (std::size_t written = 0; written < length;) {
    const std::size_t offset = written % block.size();
    const ssize_t got = write(file, block.data() + offset, std::min(block.size() - offset, length - written));
    if (got <= 0) return false;
    written += static_cast<std::size_t>(got);
  }
  return true;
}

void* map_copy(std::size_t length, int node) {
  const Descriptor file(memfd_create("mapproof-copy", MFD_CLOEXEC));
  if (!file || !write_pattern(file.number(), length)) return nullptr;
  void* const memory = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE, file.number(), 0);
  if (memory == MAP_FAILED) return nullptr;
  if (bind_to_node(memory, length, node)) return memory;
  munmap(memory, length);
  return nullptr;
}

PageRange pages_of(const mapproof_session& session, const void* memory, std::size_t length) {
  const std::uintptr_t first = session.page_of(reinterpret_cast<std::uintptr_t>(memory));
  return {first, first + (length >> session.machine.page_shift)};
}

void* map_lazy_memory(mapproof_session& session, std::size_t length, int node) {
  void* const memory = mmap(nullptr, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return nullptr;
  madvise(memory, length, MADV_NOHUGEPAGE);
  // Under mlockall(MCL_FUTURE) the first access right would make it all resident.
  const bool born_locked = lock_of(reinterpret_cast<std::uintptr_t>(memory), session.page()) == Lock::locked;
  if (born_locked) syscall(SYS_mlock2, memory, length, MLOCK_ONFAULT);
  const bool ready = bind_to_node(memory, length, node) && mprotect(memory, length, PROT_READ | PROT_WRITE) == 0 &&
                     session.known.set_lazy(pages_of(session, memory, length));
  if (!ready) {
    munmap(memory, length);
    return nullptr;
  }
  session.has_lazy.store(true);
  return memory;
}

mapproof_arrange_outcome found_by_frame(mapproof_session& session, const mapproof_memory_request& request,
                                        void** address) {
  if (!session.knows_frames)
    return cannot("frame numbers are hidden from this process, so memory cannot be chosen by them");
  const FrameSearch search{session, request.length, request.node};
  switch (request.kind) {
    case MAPPROOF_MEMORY_FRAGMENTED:
      *address = search.fragmented();
      return *address != nullptr ? done() : cannot("the kernel kept handing out neighbouring frames");
    case MAPPROOF_MEMORY_CONTIGUOUS:
      *address = search.contiguous();
      return *address != nullptr ? done()
                                 : cannot("no contiguous run of this length was found in 16 MiB of fresh memory");
    case MAPPROOF_MEMORY_BELOW_2G:
      *address = search.within(0, 0x7fffffff);
      return *address != nullptr ? done() : cannot("none of 16 MiB of fresh memory on any node lay below 2 GiB");
    case MAPPROOF_MEMORY_2G_TO_4G:
      *address = search.within(0x80000000, 0xffffffff);
      return *address != nullptr ? done()
                                 : cannot("none of 16 MiB of fresh memory on any node lay between 2 and 4 GiB");
    case MAPPROOF_MEMORY_ABOVE_4G:
      *address = search.within(0x100000000, UINT64_MAX);
      return *address != nullptr ? done() : cannot("none of 16 MiB of fresh memory on any node lay above 4 GiB");
    case MAPPROOF_MEMORY_LARGE: {
      const std::size_t size = large_page();
      *address = size != 0 && request.length % size == 0 ? search.large(size) : nullptr;
      return *address != nullptr ? done() : cannot("the kernel gave no large pages for this length");
    }
    default:
      return cannot("Linux cannot be asked for this kind of memory");
  }
}

}  // namespace

mapproof_arrange_outcome memory_acquire(mapproof_session* session, const mapproof_memory_request* request,
                                        void** address) {
  if (request->length == 0 || request->length % session->page() != 0) {
    return failed(EINVAL, "the length must be a multiple of the page and not 0");
  }
  if (request->node >= static_cast<std::int32_t>(session->machine.node_count)) {
    return cannot("this machine has no such NUMA node");
  }
  switch (request->kind) {
    case MAPPROOF_MEMORY_ANONYMOUS:
      *address = map_untouched(request->length, MAP_PRIVATE, request->node);
      break;
    case MAPPROOF_MEMORY_SHARED:
      *address = map_untouched(request->length, MAP_SHARED, request->node);
      break;
    case MAPPROOF_MEMORY_LAZY:
      *address = map_lazy_memory(*session, request->length, request->node);
      break;
    case MAPPROOF_MEMORY_COPY:
      *address = map_copy(request->length, request->node);
      break;
    default:
      return found_by_frame(*session, *request, address);
  }
  return *address != nullptr ? done() : failed(ENOMEM, "Linux gave no memory on this node");
}

mapproof_arrange_outcome memory_release(mapproof_session* session, void* address, size_t length) {
  const PageRange pages = pages_of(*session, address, length);
  if (!session->known.clear(pages)) return failed(ENOMEM, "no memory is left for the page table");
  return munmap(address, length) == 0 ? done() : failed(errno, "munmap() refused to release the memory");
}

}  // namespace mapproof::lnx
