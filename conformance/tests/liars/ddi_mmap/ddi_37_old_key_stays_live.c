// Lets an old key name the pages that it named.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static uint64_t stale;
static uint64_t fresh;

static int remember_key(const driver_type* self, uint64_t key, void** instance) {
  fresh = key;
  return shim_config_add(self, key, instance);
}

static int remember_keys(const driver_type* self, void* instance, uint64_t key) {
  stale = fresh;
  fresh = key;
  return shim_config_modify(self, instance, key);
}

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  if (stale != 0 && request->source == MAPPROOF_DEVMEM_PPID && request->key == stale) changed.key = fresh;
  return honest()->page_id(session, &changed);
}

LYING_DRIVER(driver->config_add = remember_key; driver->config_modify = remember_keys)

LIAR(table->driver_attach = attach_shim; table->page_id = lie)
