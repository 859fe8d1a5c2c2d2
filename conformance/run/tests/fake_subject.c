/* A backend for the tests of the runner: one window of two pages, and faults on request.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The target string is "POINT:MODE:ARGUMENT": at POINT (open, map, unmap, close) the subject does MODE. "" is honest.
 */

#include <errno.h>
#include <mapproof/backend.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/faults/misbehave.h"

#define PAGE 4096u
#define WINDOW 0xfe000000u
#define WINDOW_LENGTH (2 * PAGE)
#define MOST_MAPPINGS 64

struct mapproof_session {
  char point[16];
  char mode[32];
  char argument[256];
  FILE* memory;
  struct mapproof_note note;
  struct mapproof_window window;
  struct mapproof_facts facts;
  struct mapproof_mapping mappings[MOST_MAPPINGS];
  size_t mapping_count;
};

static int is_mode(const struct mapproof_session* session, const char* mode) {
  return strcmp(session->mode, mode) == 0;
}

static void reach(const struct mapproof_session* session, const char* point) {
  if (strcmp(session->point, point) == 0) misbehave(session->mode, session->argument);
}

static struct mapproof_open_outcome fake_open(const struct mapproof_open_request* request) {
  struct mapproof_open_outcome outcome = {NULL, 0, ""};
  struct mapproof_session* const session = calloc(1, sizeof *session);
  if (session == NULL) abort();
  sscanf(request->target, "%15[^:]:%31[^:]:%255s", session->point, session->mode, session->argument);
  reach(session, "open");
  session->memory = is_mode(session, "refuse") ? NULL : tmpfile();
  if (session->memory == NULL || ftruncate(fileno(session->memory), WINDOW_LENGTH) != 0) {
    free(session);
    outcome.error = ENODEV;
    snprintf(outcome.message, sizeof outcome.message, "the fake target is refused: choose another one.");
    return outcome;
  }
  session->window = (struct mapproof_window){.name = "fake",
                                             .physical = WINDOW,
                                             .length = WINDOW_LENGTH,
                                             .protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE,
                                             .is_memory = 1};
  session->note = (struct mapproof_note){"argument", session->argument};
  session->facts = (struct mapproof_facts){.struct_size = sizeof session->facts,
                                           .offset_bits = 64,
                                           .page_size = PAGE,
                                           .lowest_address = PAGE,
                                           .highest_address = UINTPTR_MAX >> 17,
                                           .highest_physical = UINT64_MAX,
                                           .node_count = 1,
                                           .no_offset = "the fake subject knows no offsets.",
                                           .note_count = 1,
                                           .notes = &session->note};
  if (is_mode(session, "no-window")) {
    session->facts.no_window = "no device window was named.";
  } else {
    session->facts.window_count = 1;
    session->facts.windows = &session->window;
  }
  outcome.session = session;
  return outcome;
}

static void fake_close(struct mapproof_session* session) {
  reach(session, "close");
  fclose(session->memory);
  free(session);
}

static const struct mapproof_facts* fake_facts(struct mapproof_session* session) { return &session->facts; }

/* What the modes "leaks" and "scribbles" do under the cover of a refusal. */
static void* map_pages(struct mapproof_session* session, size_t length, uint64_t physical) {
  void* const address =
      mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(session->memory), (off_t)(physical - WINDOW));
  if (address == MAP_FAILED || session->mapping_count == MOST_MAPPINGS) abort();
  session->mappings[session->mapping_count++] =
      (struct mapproof_mapping){.address = (uintptr_t)address,
                                .length = length,
                                .physical = physical,
                                .protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE};
  return address;
}

static struct mapproof_address_outcome refuse(struct mapproof_session* session) {
  if (is_mode(session, "leaks")) map_pages(session, PAGE, WINDOW);
  if (is_mode(session, "scribbles")) {
    unsigned char byte = 1;
    if (pwrite(fileno(session->memory), &byte, 1, WINDOW_LENGTH - 1) != 1) abort();
  }
  if (is_mode(session, "forgets")) session->mapping_count = 0;
  return (struct mapproof_address_outcome){MAP_FAILED, is_mode(session, "wrong-errno") ? ENOMEM : EINVAL};
}

static struct mapproof_address_outcome fake_map(struct mapproof_session* session,
                                                const struct mapproof_map_request* request) {
  reach(session, "map");
  if (is_mode(session, "refuses-all")) return refuse(session);
  if (request->length == 0 && !is_mode(session, "accepts-zero")) return refuse(session);
  const size_t length = request->length == 0 ? PAGE : request->length;
  return (struct mapproof_address_outcome){map_pages(session, length, request->physical), 0};
}

static struct mapproof_status_outcome fake_unmap(struct mapproof_session* session,
                                                 const struct mapproof_unmap_request* request) {
  reach(session, "unmap");
  for (size_t i = 0; i < session->mapping_count; ++i) {
    if (session->mappings[i].address != (uintptr_t)request->address) continue;
    munmap(request->address, session->mappings[i].length);
    session->mappings[i] = session->mappings[--session->mapping_count];
    return (struct mapproof_status_outcome){0, 0};
  }
  return (struct mapproof_status_outcome){-1, EINVAL};
}

static struct mapproof_arrange_outcome fake_mappings(struct mapproof_session* session, struct mapproof_mapping* entries,
                                                     size_t capacity, size_t* count) {
  *count = session->mapping_count;
  const size_t fitting = *count < capacity ? *count : capacity;
  memcpy(entries, session->mappings, fitting * sizeof *entries);
  return (struct mapproof_arrange_outcome){0, NULL};
}

static const struct mapproof_backend table = {.abi = MAPPROOF_ABI,
                                              .struct_size = sizeof table,
                                              .name = "fake",
                                              .version = "1",
                                              .summary = "misbehaves on request",
                                              .open = fake_open,
                                              .close = fake_close,
                                              .facts = fake_facts,
                                              .mmap_device_memory = fake_map,
                                              .munmap_device_memory = fake_unmap,
                                              .mappings = fake_mappings};

const struct mapproof_backend* mapproof_backend_entry(void) { return &table; }
