/* Stands in for QNX's <sys/procmgr.h>: taking abilities from the calling process.
 * SPDX-License-Identifier: Apache-2.0
 *
 * An ability is an identifier, an operation and a domain in one word; a subrange takes two more arguments of 64 bits.
 */
#ifndef MAPPROOF_STUB_SYS_PROCMGR_H
#define MAPPROOF_STUB_SYS_PROCMGR_H

#include <sys/types.h>

#define PROCMGR_AID_MEM_PHYS 16u
#define PROCMGR_AID_MEM_LOCK 20u
#define PROCMGR_AID_PROT_EXEC 23u
#define PROCMGR_AID_IO 31u
#define PROCMGR_AID_EOL 0xffffu

#define PROCMGR_AOP_DENY 0x00010000u
#define PROCMGR_AOP_ALLOW 0x00020000u
#define PROCMGR_AOP_SUBRANGE 0x00040000u

#define PROCMGR_ADN_ROOT 0x10000000u
#define PROCMGR_ADN_NONROOT 0x20000000u

#ifdef __cplusplus
extern "C" {
#endif

/* Answers EOK or an errno. */
int procmgr_ability(pid_t pid, unsigned ability, ...);

#ifdef __cplusplus
}
#endif

#endif
