// The parts for accesses, files, looks and drivers, in C99 with POSIX.
// SPDX-License-Identifier: Apache-2.0
#include "reproducer_parts.hpp"

namespace mapproof {

const char* const frame_of_probes = R"(
/* Accesses in a child, so that their fault is an answer; it is none of the check's if it loads something else. */
static pid_t begin_probe(void) {
  const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP};
  const pid_t child = fork();
  for (size_t i = 0; child == 0 && i < sizeof fatal / sizeof fatal[0]; ++i) signal(fatal[i], SIG_DFL);
  return child;
}

static uint32_t end_probe(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) == -1 && errno == EINTR) continue;
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) return UINT32_MAX;
  return WIFSIGNALED(status) ? (uint32_t)WTERMSIG(status) : 0;
}
)";

const char* const frame_of_objects = R"(
#define NO_OBJECT(call) (fprintf(stderr, "call %d: this system gives no such file\n", call), 2)

/* A file of zeros without a name, open for both, for reading and for writing. */
static inline int make_file(off_t length, int *fds) {
  const char *const folder = getenv("TMPDIR");
  char name[4096];
  snprintf(name, sizeof name, "%s/mapproof-XXXXXX", folder != NULL && *folder != 0 ? folder : "/tmp");
  fds[0] = mkstemp(name);
  if (fds[0] == -1) return -1;
  fds[1] = open(name, O_RDONLY);
  fds[2] = open(name, O_WRONLY);
  unlink(name);
  return fds[1] == -1 || fds[2] == -1 ? -1 : ftruncate(fds[0], length);
}

static inline int store_word(int fd, off_t offset, uint32_t value) {
  return pwrite(fd, &value, sizeof value, offset) == (ssize_t)sizeof value ? 0 : -1;
}

static inline uint32_t load_word(int fd, off_t offset) {
  uint32_t value = 0;
  return pread(fd, &value, sizeof value, offset) == (ssize_t)sizeof value ? value : 0;
}
)";

const char* const frame_of_looks = R"(
#define MOST 4096
struct look {
  size_t count;
  struct mapproof_mapping entries[MOST];
  unsigned long sum;
};
static struct look before, after;
static unsigned long sum;

static void look(struct look *here) {
  table->mappings(session, here->entries, MOST, &here->count);
  if (here->count > MOST) here->count = MOST;
}

static inline void sum_view(const unsigned char *view, size_t length) {
  for (size_t i = 0; i < length; ++i) sum = sum * 31 + view[i];
}

static int same(const struct mapproof_mapping *a, const struct mapproof_mapping *b) {
  return a->address == b->address && a->length == b->length && a->protection == b->protection &&
         a->physical == b->physical;
}

/* A device mapping of one look that the other lacks. */
static int lacks(const struct look *here, const struct look *there) {
  for (size_t i = 0; i < here->count; ++i) {
    size_t j = 0;
    if (here->entries[i].physical == UINT64_MAX) continue;
    while (j < there->count && !same(&here->entries[i], &there->entries[j])) ++j;
    if (j == there->count) return 1;
  }
  return 0;
}

/* Memory that is no device mapping may grow, but not shrink. */
static int shrank(const struct look *here, const struct look *there) {
  for (size_t i = 0; i < here->count; ++i) {
    const struct mapproof_mapping *const was = &here->entries[i];
    uintptr_t at = was->address;
    if (was->physical != UINT64_MAX) continue;
    for (size_t j = 0; j < there->count; ++j) {
      const struct mapproof_mapping *const is = &there->entries[j];
      if (is->physical != UINT64_MAX || is->protection != was->protection) continue;
      if (is->address <= at && at < is->address + is->length) at = is->address + is->length;
    }
    if (at < was->address + was->length) return 1;
  }
  return 0;
}

static int differ(const struct look *here, const struct look *there) {
  return lacks(here, there) || lacks(there, here) || shrank(here, there) || here->sum != there->sum;
}
)";

const char* const frame_of_drivers = R"(
#include <sys/mman.h>
#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS MAP_ANON
#endif

/* What a framework asks of a driver. */
enum entry { CONFIG_ADD, CONFIG_REMOVE, CONFIG_MODIFY, OPEN, CLOSE, MMAP, MMAP_BEFORE_8 };
struct asked {
  enum entry entry;
  const struct mapproof_driver *driver;
  void *instance;
  uint64_t key;
  uint32_t channel;
  uint64_t offset;
  uint32_t protection;
  void **new_instance;
  uint32_t *new_channel;
};
/* A framework may ask in a child. */
static volatile int *times_asked;
static pid_t asking;
static inline int be_asked(void) {
  void *const shared = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  times_asked = shared;
  asking = getpid();
  return shared != MAP_FAILED;
}
static uint64_t answer(const struct asked *came);

static inline void stop(int call) {
  (void)DIFFERS(call);
  fflush(stdout);
  _exit(0);
}

static inline int on_config_add(const struct mapproof_driver *self, uint64_t key, void **instance) {
  const struct asked came = {.entry = CONFIG_ADD, .driver = self, .key = key, .new_instance = instance};
  return (int)answer(&came);
}
static inline int on_config_remove(const struct mapproof_driver *self, void *instance) {
  const struct asked came = {.entry = CONFIG_REMOVE, .driver = self, .instance = instance};
  return (int)answer(&came);
}
static inline int on_config_modify(const struct mapproof_driver *self, void *instance, uint64_t key) {
  const struct asked came = {.entry = CONFIG_MODIFY, .driver = self, .instance = instance, .key = key};
  return (int)answer(&came);
}
static inline int on_open(const struct mapproof_driver *self, void *instance, uint32_t *channel, uint32_t access) {
  const struct asked came = {.entry = OPEN, .driver = self, .instance = instance, .channel = *channel,
                             .protection = access, .new_channel = channel};
  return (int)answer(&came);
}
static inline int on_close(const struct mapproof_driver *self, void *instance, uint32_t channel) {
  const struct asked came = {.entry = CLOSE, .driver = self, .instance = instance, .channel = channel};
  return (int)answer(&came);
}
static inline mapproof_page_id on_mmap(const struct mapproof_driver *self, void *instance, uint32_t channel,
                                       size_t offset, uint32_t protection) {
  const struct asked came = {.entry = MMAP, .driver = self, .instance = instance, .channel = channel,
                             .offset = offset, .protection = protection};
  return answer(&came);
}
static inline mapproof_page_id on_mmap_before_8(const struct mapproof_driver *self, uint32_t device, int64_t offset,
                                                uint32_t protection) {
  const struct asked came = {.entry = MMAP_BEFORE_8, .driver = self, .channel = device,
                             .offset = (uint64_t)offset, .protection = protection};
  return answer(&came);
}
)";

}  // namespace mapproof
