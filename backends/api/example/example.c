/* The smallest useful backend: one window of 64 KiB, kept in a temporary file. Copy it to start your own.
 * SPDX-License-Identifier: Apache-2.0
 *
 * It offers mmap_device_memory() and munmap_device_memory() and nothing else; what is NULL in the table is reported as
 * unsupported. */
#define _POSIX_C_SOURCE 200809L /* ftruncate(), fileno() */
#include <errno.h>
#include <mapproof/backend.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096, WINDOW_LENGTH = 64 * 1024 };
static const uint64_t window_physical = 0xfe000000;

struct mapproof_session {
  FILE *memory;
  struct mapproof_window window;
  struct mapproof_facts facts;
};

static struct mapproof_open_outcome open_target(const struct mapproof_open_request *request) {
  struct mapproof_open_outcome outcome = {0};
  if (request->target[0] != '\0') {
    outcome.error = EINVAL;
    snprintf(outcome.message, sizeof outcome.message,
             "the example backend has one window and takes no target, not '%s'.", request->target);
    return outcome;
  }
  struct mapproof_session *session = calloc(1, sizeof *session);
  if (session != NULL) session->memory = tmpfile();
  if (session == NULL || session->memory == NULL || ftruncate(fileno(session->memory), WINDOW_LENGTH) != 0) {
    outcome.error = errno;
    snprintf(outcome.message, sizeof outcome.message, "the example backend found no room for its window.");
    if (session != NULL && session->memory != NULL) fclose(session->memory);
    free(session);
    return outcome;
  }
  session->window = (struct mapproof_window){.name = "example",
                                             .physical = window_physical,
                                             .length = WINDOW_LENGTH,
                                             .protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE,
                                             .is_memory = 1,
                                             .node = -1};
  session->facts = (struct mapproof_facts){.struct_size = sizeof session->facts,
                                           .offset_bits = 64,
                                           .page_size = PAGE,
                                           .lowest_address = PAGE,
                                           .highest_address = UINTPTR_MAX >> 17,
                                           .highest_physical = UINT64_MAX,
                                           .node_count = 1,
                                           .window_count = 1,
                                           .windows = &session->window,
                                           .no_offset = "the example backend has no mem_offset()"};
  outcome.session = session;
  return outcome;
}

static void close_target(struct mapproof_session *session) {
  fclose(session->memory);
  free(session);
}

static const struct mapproof_facts *facts(struct mapproof_session *session) { return &session->facts; }

/* The documented refusals: 0 if the request is good. */
static int refusal(const struct mapproof_map_request *request) {
  const uintptr_t address = (uintptr_t)request->address;
  if (request->length == 0 || request->flags & MAPPROOF_MAP_STACK) return EINVAL;
  if (request->length > SIZE_MAX - PAGE) return ENOMEM;
  if (request->physical < window_physical) return ENXIO;
  const uint64_t distance = request->physical - window_physical;
  if (distance >= WINDOW_LENGTH || request->length > WINDOW_LENGTH - distance) return ENXIO;
  if (request->flags & MAPPROOF_MAP_FIXED) {
    if (address % PAGE != request->physical % PAGE) return ENXIO;
    if (address < PAGE) return ENOMEM;
  }
  return 0;
}

static struct mapproof_address_outcome map(struct mapproof_session *session,
                                           const struct mapproof_map_request *request) {
  const int error = refusal(request);
  if (error != 0) return (struct mapproof_address_outcome){MAP_FAILED, error};

  int protection = PROT_NONE;
  if (request->protection & MAPPROOF_PROT_READ) protection |= PROT_READ;
  if (request->protection & MAPPROOF_PROT_WRITE) protection |= PROT_WRITE;
  const int flags = MAP_SHARED | (request->flags & MAPPROOF_MAP_FIXED ? MAP_FIXED : 0);
  /* Whole pages are mapped; the answer points at the byte that was asked for. */
  const size_t in_page = request->physical % PAGE;
  void *const place = (void *)((uintptr_t)request->address / PAGE * PAGE);
  errno = 0;
  char *const base = mmap(place, request->length + in_page, protection, flags, fileno(session->memory),
                          (off_t)(request->physical - in_page - window_physical));
  if (base == MAP_FAILED) return (struct mapproof_address_outcome){MAP_FAILED, errno};
  return (struct mapproof_address_outcome){base + in_page, 0};
}

static struct mapproof_status_outcome unmap(struct mapproof_session *session,
                                            const struct mapproof_unmap_request *request) {
  (void)session;
  const size_t in_page = (uintptr_t)request->address % PAGE;
  errno = 0;
  const int value = munmap((char *)request->address - in_page, request->length + in_page);
  return (struct mapproof_status_outcome){value, errno};
}

const struct mapproof_backend *mapproof_backend_entry(void) {
  static const struct mapproof_backend table = {
      .abi = MAPPROOF_ABI,
      .struct_size = sizeof(struct mapproof_backend),
      .name = "example",
      .version = "1",
      .summary = "one window of 64 KiB in a temporary file",
      .open = open_target,
      .close = close_target,
      .facts = facts,
      .mmap_device_memory = map,
      .munmap_device_memory = unmap,
  };
  return &table;
}
