// A subject that looks at no argument: with ANSWERS it gives each call of the table the same answer, success or EINVAL
// as REFUSES says; without, it offers none but those that every backend must have.
// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <mapproof/backend.h>
#include <stddef.h>

#define PAGE 4096u
#define PLACE_LENGTH (1024 * PAGE)

struct mapproof_session {
  int nothing;
};
static struct mapproof_session only_session;

static const struct mapproof_window windows[] = {{.name = "place",
                                                  .physical = 0xd0000000,
                                                  .length = PLACE_LENGTH,
                                                  .protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE,
                                                  .is_memory = 1,
                                                  .node = -1}};
static const struct mapproof_facts facts = {.struct_size = sizeof facts,
                                            .offset_bits = 64,
                                            .page_size = PAGE,
                                            .highest_address = UINTPTR_MAX / 2,
                                            .highest_physical = UINT64_MAX,
                                            .invalid_flags = 0x80000000,
                                            .invalid_protection = 0x80000000,
                                            .memory_kinds = 0x3ff,
                                            .node_count = 1,
                                            .window_count = 1,
                                            .windows = windows};

static struct mapproof_open_outcome open_it(const struct mapproof_open_request* request) {
  const struct mapproof_open_outcome outcome = {&only_session, 0, ""};
  (void)request;
  return outcome;
}

static void close_it(struct mapproof_session* session) { (void)session; }

static const struct mapproof_facts* facts_of(struct mapproof_session* session) {
  (void)session;
  return &facts;
}

#ifdef ANSWERS
#define REFUSAL (REFUSES ? EINVAL : 0)
_Alignas(PAGE) static unsigned char place[PLACE_LENGTH];
static const struct mapproof_address_outcome same_address = {REFUSES ? (void*)-1 : place, REFUSAL};
static const struct mapproof_status_outcome same_status = {REFUSES ? -1 : 0, REFUSAL};
static const struct mapproof_arrange_outcome same_arrangement = {REFUSAL, "whatever it is, it is refused."};

#define ADDRESS(name, request)                                                                                 \
  static struct mapproof_address_outcome name(struct mapproof_session* session, const struct request* asked) { \
    (void)session;                                                                                             \
    (void)asked;                                                                                               \
    return same_address;                                                                                       \
  }
#define STATUS(name, request)                                                                                 \
  static struct mapproof_status_outcome name(struct mapproof_session* session, const struct request* asked) { \
    (void)session;                                                                                            \
    (void)asked;                                                                                              \
    return same_status;                                                                                       \
  }
ADDRESS(map, mapproof_map_request)
ADDRESS(map_any, mapproof_mmap_request)
STATUS(unmap, mapproof_unmap_request)
STATUS(protect, mapproof_protect_request)
STATUS(lock, mapproof_lock_request)
STATUS(lock_all, mapproof_lock_all_request)
STATUS(control_thread, mapproof_thread_control_request)
STATUS(open_typed, mapproof_typed_open_request)
STATUS(ask_typed, mapproof_typed_info_request)
STATUS(attach, mapproof_driver)
STATUS(open_driver, mapproof_driver_open_request)

static struct mapproof_status_outcome look_up(struct mapproof_session* session,
                                              const struct mapproof_offset_request* asked) {
  (void)session;
  if (!REFUSES && asked->offset != NULL) *asked->offset = 0;
  if (!REFUSES && asked->contig_length != NULL) *asked->contig_length = asked->length;
  return same_status;
}

static struct mapproof_status_outcome unlock_all(struct mapproof_session* session) {
  (void)session;
  return same_status;
}

static struct mapproof_status_outcome close_number(struct mapproof_session* session, int number) {
  (void)session;
  (void)number;
  return same_status;
}

static struct mapproof_handle_outcome map_io(struct mapproof_session* session,
                                             const struct mapproof_device_io_request* asked) {
  const struct mapproof_handle_outcome outcome = {REFUSES ? UINTPTR_MAX : 0x80, REFUSAL};
  (void)session;
  (void)asked;
  return outcome;
}

static struct mapproof_status_outcome unmap_io(struct mapproof_session* session, uintptr_t handle, size_t length) {
  (void)session;
  (void)handle;
  (void)length;
  return same_status;
}

static mapproof_page_id page_of(struct mapproof_session* session, const struct mapproof_page_id_request* asked) {
  (void)session;
  (void)asked;
  return REFUSES ? MAPPROOF_NOPAGE : 1;
}

static struct mapproof_arrange_outcome acquire(struct mapproof_session* session,
                                               const struct mapproof_memory_request* asked, void** address) {
  (void)session;
  (void)asked;
  *address = place;
  return same_arrangement;
}

static struct mapproof_arrange_outcome release(struct mapproof_session* session, void* address, size_t length) {
  (void)session;
  (void)address;
  (void)length;
  return same_arrangement;
}

static struct mapproof_arrange_outcome provoke(struct mapproof_session* session,
                                               const struct mapproof_provoke_request* asked) {
  (void)session;
  (void)asked;
  return same_arrangement;
}

static struct mapproof_arrange_outcome physical_of(struct mapproof_session* session, const void* address,
                                                   uint64_t* physical) {
  (void)session;
  (void)address;
  *physical = 0;
  return same_arrangement;
}

static struct mapproof_arrange_outcome list_mappings(struct mapproof_session* session, struct mapproof_mapping* entries,
                                                     size_t capacity, size_t* count) {
  (void)session;
  (void)entries;
  (void)capacity;
  *count = 0;
  return same_arrangement;
}
#endif

static const struct mapproof_backend table = {.abi = MAPPROOF_ABI,
                                              .struct_size = sizeof table,
                                              .name = "degenerate",
                                              .version = "1",
                                              .summary = "looks at no argument",
#ifdef ANSWERS
                                              .mmap_device_memory = map,
                                              .munmap_device_memory = unmap,
                                              .mmap = map_any,
                                              .munmap = unmap,
                                              .munmap_flags = unmap,
                                              .mprotect = protect,
                                              .mem_offset = look_up,
                                              .mem_offset64 = look_up,
                                              .posix_mem_offset = look_up,
                                              .posix_mem_offset64 = look_up,
                                              .mmap_device_io = map_io,
                                              .munmap_device_io = unmap_io,
                                              .mlock = lock,
                                              .munlock = lock,
                                              .mlockall = lock_all,
                                              .munlockall = unlock_all,
                                              .thread_control = control_thread,
                                              .posix_typed_mem_open = open_typed,
                                              .posix_typed_mem_get_info = ask_typed,
                                              .close_descriptor = close_number,
                                              .driver_attach = attach,
                                              .driver_detach = close_number,
                                              .driver_open = open_driver,
                                              .driver_close = close_number,
                                              .driver_mmap = map_any,
                                              .driver_munmap = unmap,
                                              .page_id = page_of,
                                              .memory_acquire = acquire,
                                              .memory_release = release,
                                              .provoke = provoke,
                                              .physical_of = physical_of,
                                              .mappings = list_mappings,
#endif
                                              .open = open_it,
                                              .close = close_it,
                                              .facts = facts_of};

const struct mapproof_backend* mapproof_backend_entry(void) { return &table; }
