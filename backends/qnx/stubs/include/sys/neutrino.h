/* Stands in for QNX's <sys/neutrino.h>: the one kernel call that this backend makes.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_STUB_SYS_NEUTRINO_H
#define MAPPROOF_STUB_SYS_NEUTRINO_H

#define _NTO_TCTL_IO 1
#define _NTO_TCTL_IO_LEVEL 17
#define _NTO_IO_LEVEL_1 1

#ifdef __cplusplus
extern "C" {
#endif

int ThreadCtl(int cmd, void* data);

#ifdef __cplusplus
}
#endif

#endif
