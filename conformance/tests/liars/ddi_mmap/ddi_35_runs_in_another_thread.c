// Asks the driver from a thread of its own.
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include "driver_shim.h"

struct question {
  const driver_type* self;
  void* instance;
  uint32_t channel;
  size_t offset;
  uint32_t protection;
  mapproof_page_id answer;
};

static void* ask(void* argument) {
  struct question* const question = argument;
  question->answer =
      shim_mmap(question->self, question->instance, question->channel, question->offset, question->protection);
  return NULL;
}

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  struct question question = {self, instance, channel, offset, protection, MAPPROOF_NOPAGE};
  pthread_t thread;
  if (pthread_create(&thread, NULL, ask, &question) == 0) pthread_join(thread, NULL);
  return question.answer;
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim)
