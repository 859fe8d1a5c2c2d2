/* Stands in for QNX's <devctl.h>: the one call with which a server is asked.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_STUB_DEVCTL_H
#define MAPPROOF_STUB_DEVCTL_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Answers EOK or an errno. */
int devctl(int filedes, int dcmd, void* data, size_t bytes, int* info);

#ifdef __cplusplus
}
#endif

#endif
