/* Ordinary memory of a known kind: what one call gives, and what is found by asking again and again.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "native.h"

enum { most_tries = 64 };

static const struct mapproof_arrange_outcome done = {0, NULL};

static struct mapproof_arrange_outcome refused(int error, const char* reason) {
  return (struct mapproof_arrange_outcome){error, reason};
}

static void* take(void* place, size_t length, int flags, int fd) {
  return MAPPROOF_QNX_MMAP(place, length, PROT_READ | PROT_WRITE, flags, fd, 0);
}

static int lies_within(const void* address, size_t length, uint64_t lowest, uint64_t highest) {
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  for (size_t at = 0; at < length; at += page) {
    uint64_t physical = 0;
    if (mapproof_qnx_named_frame((const char*)address + at, &physical) != 0) return 0;
    if (physical < lowest || physical + (page - 1) > highest) return 0;
  }
  return 1;
}

/* What lies elsewhere is kept until the search has ended, or it would be found again. */
static void* search(size_t length, int flags, int fd, uint64_t lowest, uint64_t highest) {
  void* kept[most_tries];
  int count = 0;
  void* found = MAP_FAILED;
  while (found == MAP_FAILED && count < most_tries) {
    void* const candidate = take(NULL, length, flags, fd);
    if (candidate == MAP_FAILED) break;
    if (lies_within(candidate, length, lowest, highest)) {
      found = candidate;
    } else {
      kept[count++] = candidate;
    }
  }
  while (count > 0) munmap(kept[--count], length);
  return found;
}

/* What the system gives by itself, then the pools of typed memory that reach there. */
static struct mapproof_arrange_outcome within(const struct mapproof_session* session, size_t length, uint64_t lowest,
                                              uint64_t highest, void** address) {
  *address = search(length, MAP_ANON | MAP_PRIVATE | MAP_PHYS, NOFD, lowest, highest);
  for (size_t i = 0; *address == MAP_FAILED && i < session->typed.pool_count; ++i) {
    const struct mapproof_typed_pool* const pool = &session->typed.pools[i];
    if (pool->highest < lowest || pool->lowest > highest) continue;
    const int fd = posix_typed_mem_open(pool->name, O_RDWR, POSIX_TYPED_MEM_ALLOCATE_CONTIG);
    if (fd == -1) continue;
    *address = search(length, MAP_SHARED, fd, lowest, highest);
    close(fd);
  }
  return *address != MAP_FAILED ? done
                                : refused(ENOMEM, "neither the system nor a pool of typed memory gave frames there");
}

static int follows(const void* page_before, const void* page, size_t size) {
  uint64_t before = 0;
  uint64_t here = 0;
  if (mapproof_qnx_named_frame(page_before, &before) != 0 || mapproof_qnx_named_frame(page, &here) != 0) return 1;
  return here == before + size;
}

/* Puts a page at a place whose frame does not follow that of the page before. While it does, another page takes the
 * next frame, and the place is mapped anew. */
static int place_apart(char* place, size_t page, int is_first) {
  void* spacers[most_tries];
  int count = 0;
  int apart = 0;
  while (!apart && take(place, page, MAP_ANON | MAP_PRIVATE | MAP_FIXED, NOFD) != MAP_FAILED) {
    *(volatile char*)place = 0;
    apart = is_first || !follows(place - page, place, page);
    if (apart || count == most_tries) break;
    void* const spacer = take(NULL, page, MAP_ANON | MAP_PRIVATE, NOFD);
    if (spacer == MAP_FAILED) break;
    *(volatile char*)spacer = 0;
    spacers[count++] = spacer;
  }
  while (count > 0) munmap(spacers[--count], page);
  return apart;
}

static struct mapproof_arrange_outcome fragmented(size_t length, void** address) {
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char* const start = take(NULL, length, MAP_ANON | MAP_PRIVATE | MAP_LAZY, NOFD);
  if (start == MAP_FAILED) return refused(errno, "mmap() of anonymous memory failed");
  for (size_t at = 0; at < length; at += page) {
    if (place_apart(start + at, page, at == 0)) continue;
    munmap(start, length);
    return refused(ENOMEM, "the system gives no two pages that lie apart");
  }
  *address = start;
  return done;
}

static int write_pattern(int fd, size_t length) {
  unsigned char bytes[251];
  for (unsigned i = 0; i < sizeof bytes; ++i) bytes[i] = (unsigned char)i;
  for (size_t at = 0; at < length; at += sizeof bytes) {
    const size_t rest = length - at < sizeof bytes ? length - at : sizeof bytes;
    if (write(fd, bytes, rest) != (ssize_t)rest) return -1;
  }
  return 0;
}

/* A private mapping of a shared memory object, which nobody has written to. */
static struct mapproof_arrange_outcome copy(size_t length, void** address) {
  char name[64];
  snprintf(name, sizeof name, "/mapproof-qnx-%ld", (long)getpid());
  const int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
  if (fd == -1) return refused(errno, "shm_open() failed");
  shm_unlink(name);
  const int written = write_pattern(fd, length);
  *address = written == 0 ? take(NULL, length, MAP_PRIVATE, fd) : MAP_FAILED;
  const int error = errno;
  close(fd);
  return *address != MAP_FAILED ? done : refused(error, "a shared memory object could not be filled and mapped");
}

struct mapproof_arrange_outcome mapproof_qnx_memory_acquire(struct mapproof_session* session,
                                                            const struct mapproof_memory_request* request,
                                                            void** address) {
  static const uint64_t two_gib = 0x80000000u;
  static const uint64_t four_gib = 0x100000000u;
  int flags = MAP_ANON | MAP_PRIVATE;
  switch (request->kind) {
    case MAPPROOF_MEMORY_ANONYMOUS:
      break;
    case MAPPROOF_MEMORY_SHARED:
      flags = MAP_ANON | MAP_SHARED;
      break;
    case MAPPROOF_MEMORY_LAZY:
      flags |= MAP_LAZY;
      break;
    case MAPPROOF_MEMORY_CONTIGUOUS:
      flags |= MAP_PHYS;
      break;
    case MAPPROOF_MEMORY_FRAGMENTED:
      return fragmented(request->length, address);
    case MAPPROOF_MEMORY_BELOW_2G:
      return within(session, request->length, 0, two_gib - 1, address);
    case MAPPROOF_MEMORY_2G_TO_4G:
      return within(session, request->length, two_gib, four_gib - 1, address);
    case MAPPROOF_MEMORY_ABOVE_4G:
      return within(session, request->length, four_gib, UINT64_MAX, address);
    case MAPPROOF_MEMORY_COPY:
      return copy(request->length, address);
    default:
      return refused(ENOTSUP, "QNX offers a process no way to ask for this kind of memory");
  }
  *address = take(NULL, request->length, flags, NOFD);
  return *address != MAP_FAILED ? done : refused(errno, "mmap() of anonymous memory failed");
}

struct mapproof_arrange_outcome mapproof_qnx_memory_release(struct mapproof_session* session, void* address,
                                                            size_t length) {
  (void)session;
  return munmap(address, length) == 0 ? done : refused(errno, "munmap() of the suite's own memory failed");
}
