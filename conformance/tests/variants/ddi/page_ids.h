/* For variants with page ids of another form: a driver gets the other form and answers with it, and the framework takes
 * it back.
 * SPDX-License-Identifier: Apache-2.0
 *
 * PAGE_IDS(told, meant): `told` makes the other form of `id`, `meant` the framework's own of it. */
#ifndef MAPPROOF_PAGE_IDS_H
#define MAPPROOF_PAGE_IDS_H

#include "driver_shim.h"

static mapproof_page_id first_id = MAPPROOF_NOPAGE;

#define PAGE_IDS(told, meant)                                                                                     \
  static mapproof_page_id page_id_told(session_type* session, const struct mapproof_page_id_request* request) {   \
    const mapproof_page_id id = honest()->page_id(session, request);                                              \
    if (first_id == MAPPROOF_NOPAGE) first_id = id;                                                               \
    return id == MAPPROOF_NOPAGE ? id : (told);                                                                   \
  }                                                                                                               \
  static mapproof_page_id page_id_meant(const driver_type* self, void* instance, uint32_t channel, size_t offset, \
                                        uint32_t protection) {                                                    \
    const mapproof_page_id id = shim_mmap(self, instance, channel, offset, protection);                           \
    return id == MAPPROOF_NOPAGE ? id : (meant);                                                                  \
  }                                                                                                               \
  LYING_DRIVER(driver->mmap = page_id_meant)

#endif
