/* The kernel that driver source finds in a process: what its DDI functions answer comes from a backend's framework.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_KERNEL_H
#define MAPPROOF_DDI_KERNEL_H

#include <mapproof/backend.h>

#ifdef __cplusplus
extern "C" {
#endif

/* From now on the functions of backends/ddi/include answer through this framework. A process has one kernel at a time;
 * the page ids of the one before are forgotten. */
void mapproof_ddi_boot(const struct mapproof_backend* table, struct mapproof_session* session);

/* The framework's id of a page that a driver named. MAPPROOF_NOPAGE for NOPAGE, and for what this kernel never gave. */
mapproof_page_id mapproof_ddi_page_id(uint32_t ppid);

/* Whole pages that a driver has freed, for whoever asks next; NULL if there are none of this length. */
void* mapproof_ddi_take_freed(size_t length);

#ifdef __cplusplus
}
#endif

#endif
