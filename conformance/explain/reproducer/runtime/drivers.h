// The entry points of a driver, which all end in answer(). Part of a reproducer.
// SPDX-License-Identifier: Apache-2.0

#include <sys/mman.h>

/* What a framework asks of a driver. */
enum entry { CONFIG_ADD, CONFIG_REMOVE, CONFIG_MODIFY, OPEN, CLOSE, MMAP, MMAP_BEFORE_8 };
struct asked {
  enum entry entry;
  const struct mapproof_driver* driver;
  void* instance;
  uint64_t key;
  uint32_t channel;
  uint64_t offset;
  uint32_t protection;
  void** new_instance;
  uint32_t* new_channel;
};
/* A framework may ask in a child. */
static volatile int* times_asked;
static pid_t asking;
static inline int be_asked(void) {
  void* const shared = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0);
  times_asked = shared;
  asking = getpid();
  return shared != MAP_FAILED;
}
static uint64_t answer(const struct asked* came);

static inline void stop(int call) {
  (void)DIFFERS(call);
  fflush(stdout);
  _exit(0);
}

static inline int on_config_add(const struct mapproof_driver* self, uint64_t key, void** instance) {
  const struct asked came = {.entry = CONFIG_ADD, .driver = self, .key = key, .new_instance = instance};
  return (int)answer(&came);
}
static inline int on_config_remove(const struct mapproof_driver* self, void* instance) {
  const struct asked came = {.entry = CONFIG_REMOVE, .driver = self, .instance = instance};
  return (int)answer(&came);
}
static inline int on_config_modify(const struct mapproof_driver* self, void* instance, uint64_t key) {
  const struct asked came = {.entry = CONFIG_MODIFY, .driver = self, .instance = instance, .key = key};
  return (int)answer(&came);
}
static inline int on_open(const struct mapproof_driver* self, void* instance, uint32_t* channel, uint32_t access) {
  const struct asked came = {.entry = OPEN,
                             .driver = self,
                             .instance = instance,
                             .channel = *channel,
                             .protection = access,
                             .new_channel = channel};
  return (int)answer(&came);
}
static inline int on_close(const struct mapproof_driver* self, void* instance, uint32_t channel) {
  const struct asked came = {.entry = CLOSE, .driver = self, .instance = instance, .channel = channel};
  return (int)answer(&came);
}
static inline mapproof_page_id on_mmap(const struct mapproof_driver* self, void* instance, uint32_t channel,
                                       size_t offset, uint32_t protection) {
  const struct asked came = {.entry = MMAP,
                             .driver = self,
                             .instance = instance,
                             .channel = channel,
                             .offset = offset,
                             .protection = protection};
  return answer(&came);
}
static inline mapproof_page_id on_mmap_before_8(const struct mapproof_driver* self, uint32_t device, int64_t offset,
                                                uint32_t protection) {
  const struct asked came = {
      .entry = MMAP_BEFORE_8, .driver = self, .channel = device, .offset = (uint64_t)offset, .protection = protection};
  return answer(&came);
}
