/* What config(D2) is called for.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_CONFMGR_H
#define MAPPROOF_DDI_SYS_CONFMGR_H

#include <sys/types.h>

#if _DDI >= 8
typedef enum { CFG_ADD, CFG_SUSPEND, CFG_RESUME, CFG_MODIFY, CFG_REMOVE, CFG_VERIFY } cfg_func_t;
#endif

#endif
