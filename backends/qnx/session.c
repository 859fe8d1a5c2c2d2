/* Opening a target: "phys:0xBASE+LENGTH[:memory]" names a window, several with commas between them several, "" gives
 * the calls that need none.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "native.h"

/* Highest address: no document states it, so the widest that the CPUs have. Beyond it nothing can be mapped anywhere.
 */
#if UINTPTR_MAX > 0xffffffffu
static const uintptr_t highest_address = UINTPTR_MAX >> 17;
#else
static const uintptr_t highest_address = UINTPTR_MAX >> 1;
#endif

/* Flag and protection bits that the system of the 6.4 era calls invalid (status bits, reserved bits, the system-RAM
 * marker). Of later releases nothing like it is published. */
static const uint32_t invalid_flags_of_64 = 0xf1f00000u;
static const uint32_t invalid_protection_of_64 = 0x0000f000u;

static struct mapproof_open_outcome refused(int error, const char* target, const char* why) {
  struct mapproof_open_outcome outcome = {NULL, error, ""};
  /* A long target is cut, the advice is not. */
  snprintf(
      outcome.message, sizeof outcome.message,
      "target '%.60s' of qnx: %.60s; give phys:0xBASE+LENGTH, and :memory behind it if loads return what was stored.",
      target, why);
  return outcome;
}

/* Parses phys:BASE+LENGTH[:memory] up to a comma or the end, where *rest is left; NULL if it was understood, else why
 * not.
 */
static const char* parse_window(const char* text, struct mapproof_window* window, const char** rest) {
  static const char scheme[] = "phys:";
  static const char memory[] = ":memory";
  if (strncmp(text, scheme, sizeof scheme - 1) != 0) return "its scheme is not phys";
  text += sizeof scheme - 1;
  char* end = NULL;
  errno = 0;
  window->physical = strtoull(text, &end, 0);
  if (end == text || *end != '+' || errno != 0) return "BASE is not a number followed by '+'";
  const char* const length = end + 1;
  window->length = strtoull(length, &end, 0);
  if (end == length || window->length == 0 || errno != 0) return "LENGTH is not a positive number";
  if (window->length - 1 > UINT64_MAX - window->physical) return "the window wraps around the physical space";
  if (strncmp(end, memory, sizeof memory - 1) == 0) {
    window->is_memory = 1;
    end += sizeof memory - 1;
  }
  if (*end != '\0' && *end != ',') return "there is something behind LENGTH that is not :memory";
  *rest = *end == ',' ? end + 1 : end;
  return NULL;
}

static const char* parse_target(const char* target, struct mapproof_session* session) {
  size_t* const count = &session->facts.window_count;
  for (const char* text = target; *text != '\0'; ++*count) {
    if (*count == MAPPROOF_QNX_MOST_WINDOWS) return "it names more than 8 windows";
    struct mapproof_window* const window = &session->windows[*count];
    const char* const why = parse_window(text, window, &text);
    if (why != NULL) return why;
    char* const name = session->window_names[*count];
    snprintf(name, sizeof session->window_names[0], "phys:0x%" PRIx64, window->physical);
    window->name = name;
    window->protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
    if (window->is_memory) window->protection |= MAPPROOF_PROT_EXEC;
    window->node = -1;
  }
  session->facts.windows = session->windows;
  if (*count > 0) session->facts.no_window = NULL;
  return NULL;
}

static void describe(struct mapproof_session* session, const char* profile) {
  const int is_of_64_era = strcmp(profile, "obs64") == 0;
  session->facts = (struct mapproof_facts){
      .struct_size = sizeof session->facts,
      .offset_bits = sizeof(off_t) * 8,
      .page_size = (size_t)sysconf(_SC_PAGESIZE),
      .lowest_address = (uintptr_t)sysconf(_SC_PAGESIZE),
      .highest_address = highest_address,
      .highest_physical = UINT64_MAX,
      .invalid_flags = is_of_64_era ? invalid_flags_of_64 : 0,
      .invalid_protection = is_of_64_era ? invalid_protection_of_64 : 0,
      .memory_kinds = 1u << MAPPROOF_MEMORY_ANONYMOUS | 1u << MAPPROOF_MEMORY_SHARED | 1u << MAPPROOF_MEMORY_LAZY |
                      1u << MAPPROOF_MEMORY_CONTIGUOUS | 1u << MAPPROOF_MEMORY_FRAGMENTED | 1u << MAPPROOF_MEMORY_COPY |
                      1u << MAPPROOF_MEMORY_BELOW_2G | 1u << MAPPROOF_MEMORY_2G_TO_4G | 1u << MAPPROOF_MEMORY_ABOVE_4G,
      .node_count = 1,
      .no_window = "no window was named: give a target phys:0xBASE+LENGTH",
  };
}

struct mapproof_open_outcome mapproof_qnx_open(const struct mapproof_open_request* request) {
  struct mapproof_session* const session = calloc(1, sizeof *session);
  if (session == NULL) return refused(ENOMEM, request->target, "there is no memory for a session");
  describe(session, request->profile);
  const char* const why = parse_target(request->target, session);
  if (why != NULL) {
    free(session);
    return refused(EINVAL, request->target, why);
  }
  mapproof_qnx_read_system_page(session);
  struct mapproof_open_outcome outcome = {session, 0, ""};
  return outcome;
}

void mapproof_qnx_close(struct mapproof_session* session) { free(session); }

const struct mapproof_facts* mapproof_qnx_facts(struct mapproof_session* session) { return &session->facts; }
