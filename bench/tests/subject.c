/* A small backend on ordinary memory for the tests of the benchmarks; BEHAVIOUR chooses what it does wrong, if
 * anything. SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include <errno.h>
#include <mapproof/backend.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum behaviour {
  honest,
  refuses_map,
  refuses_second_map,
  maps_elsewhere,
  answers_at_once,
  lies_about_offset,
  lies_about_runs,
  crashes,
  hangs
};
static const enum behaviour behaviour = BEHAVIOUR;

enum { page = 4096, window_length = 64 << 20 };
static const uint64_t window_physical = 0xd0000000u;

struct mapproof_session {
  int fd;
  _Atomic int map_count;  // rivals map at once
};

#define WINDOW(name, physical, node)                                                                                \
  {                                                                                                                 \
    name, physical, window_length, MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, MAPPROOF_UNCACHED, MAPPROOF_CACHED, 1, \
        node, 0                                                                                                     \
  }
static const struct mapproof_window windows[] = {
    WINDOW("memory", 0xd0000000u, 0),
    WINDOW("second", 0xd4000000u, 1),
    WINDOW("third", 0xd8000000u, 2),
    WINDOW("fourth", 0xdc000000u, 3),
};

static const struct mapproof_facts facts_of_all = {
    .struct_size = sizeof(struct mapproof_facts),
    .offset_bits = 64,
    .page_size = page,
    .highest_address = UINTPTR_MAX >> 1,
    .highest_physical = UINT64_MAX,
    .memory_kinds = 1u << MAPPROOF_MEMORY_ANONYMOUS,
    .node_count = 2,
    .window_count = 1,
    .windows = windows,
};

static struct mapproof_open_outcome open_target(const struct mapproof_open_request* request) {
  struct mapproof_open_outcome outcome = {NULL, ENOMEM, "no memory"};
  struct mapproof_session* session = malloc(sizeof *session);
  (void)request;
  if (session == NULL) return outcome;
  session->fd = memfd_create("window", MFD_CLOEXEC);
  session->map_count = 0;
  if (session->fd < 0 || ftruncate(session->fd, window_length) != 0) abort();
  outcome.session = session;
  outcome.error = 0;
  return outcome;
}

static void close_target(struct mapproof_session* session) {
  close(session->fd);
  free(session);
}

static const struct mapproof_facts* facts(struct mapproof_session* session) {
  (void)session;
  return &facts_of_all;
}

static struct mapproof_address_outcome floor_map(struct mapproof_session* session,
                                                 const struct mapproof_map_request* request) {
  const int protection = PROT_READ | ((request->protection & MAPPROOF_PROT_WRITE) != 0 ? PROT_WRITE : 0);
  errno = 0;
  const uint64_t place =
      request->physical - window_physical + (behaviour == maps_elsewhere && request->length == page ? page : 0);
  const int flags = MAP_SHARED | ((request->flags & MAPPROOF_MAP_FIXED) != 0 ? MAP_FIXED : 0);
  void* address =
      mmap(request->address, request->length, protection, flags, session->fd, (off_t)(place % window_length));
  return (struct mapproof_address_outcome){address, errno};
}

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  const int count = ++session->map_count;
  if (behaviour == refuses_map || (behaviour == refuses_second_map && count > 1)) {
    return (struct mapproof_address_outcome){(void*)-1, ENXIO};
  }
  static void* _Atomic made_before;
  if (behaviour == answers_at_once && made_before != NULL) return (struct mapproof_address_outcome){made_before, 0};
  if (behaviour == answers_at_once) {
    const struct mapproof_address_outcome outcome = floor_map(session, request);
    made_before = outcome.value;
    return outcome;
  }
  if (behaviour == crashes) raise(SIGSEGV);
  if (behaviour == hangs) fputs("subject hangs\n", stderr);
  while (behaviour == hangs) pause();
  return floor_map(session, request);
}

static struct mapproof_status_outcome unmap(struct mapproof_session* session,
                                            const struct mapproof_unmap_request* request) {
  (void)session;
  errno = 0;
  const int value = munmap(request->address, request->length);
  return (struct mapproof_status_outcome){value, errno};
}

static struct mapproof_status_outcome unmap_or_not(struct mapproof_session* session,
                                                   const struct mapproof_unmap_request* request) {
  return behaviour == answers_at_once ? (struct mapproof_status_outcome){0, 0} : unmap(session, request);
}

/* Every other page lies far away, if runs are lied about. */
static uint64_t truth(const void* address) {
  const uint64_t number = (uint64_t)(uintptr_t)address;
  return number ^ 0x1000000000u ^ (behaviour == lies_about_runs ? (number / page & 1u) << 40 : 0);
}

static struct mapproof_status_outcome floor_offset(struct mapproof_session* session,
                                                   const struct mapproof_offset_request* request) {
  (void)session;
  *request->offset = (int64_t)truth(request->address);
  *request->contig_length = request->length < 2 * page ? request->length : 2 * page;
  return (struct mapproof_status_outcome){0, 0};
}

static struct mapproof_status_outcome mem_offset64(struct mapproof_session* session,
                                                   const struct mapproof_offset_request* request) {
  const struct mapproof_status_outcome outcome = floor_offset(session, request);
  if (behaviour == lies_about_offset) *request->offset += page;
  return outcome;
}

static struct mapproof_arrange_outcome physical_of(struct mapproof_session* session, const void* address,
                                                   uint64_t* physical) {
  (void)session;
  if (behaviour != lies_about_offset && behaviour != lies_about_runs)
    return (struct mapproof_arrange_outcome){ENOTSUP, "an honest subject needs no witness"};
  *physical = truth(address);
  return (struct mapproof_arrange_outcome){0, NULL};
}

static struct mapproof_arrange_outcome memory_acquire(struct mapproof_session* session,
                                                      const struct mapproof_memory_request* request, void** address) {
  (void)session;
  void* memory = mmap(NULL, request->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return (struct mapproof_arrange_outcome){ENOMEM, "no memory"};
  *address = memory;
  return (struct mapproof_arrange_outcome){0, NULL};
}

static struct mapproof_arrange_outcome memory_release(struct mapproof_session* session, void* address, size_t length) {
  (void)session;
  munmap(address, length);
  return (struct mapproof_arrange_outcome){0, NULL};
}

static struct mapproof_status_outcome empty(struct mapproof_session* session) {
  (void)session;
  return (struct mapproof_status_outcome){0, 0};
}

static const struct mapproof_backend table = {
    .abi = MAPPROOF_ABI,
    .struct_size = sizeof(struct mapproof_backend),
    .name = "bench-test-subject",
    .version = "1",
    .summary = "ordinary memory, for the tests of the benchmarks",
    .open = open_target,
    .close = close_target,
    .facts = facts,
    .mmap_device_memory = map,
    .munmap_device_memory = unmap_or_not,
    .mem_offset64 = mem_offset64,
    .memory_acquire = memory_acquire,
    .memory_release = memory_release,
    .physical_of = physical_of,
    .empty = empty,
    .floor_map = floor_map,
    .floor_unmap = unmap,
    .floor_offset = floor_offset,
};

const struct mapproof_backend* mapproof_backend_entry(void) { return &table; }
