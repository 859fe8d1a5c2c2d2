/* Messages to the console.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_CMN_ERR_H
#define MAPPROOF_DDI_SYS_CMN_ERR_H

#define CE_CONT 0
#define CE_NOTE 1
#define CE_WARN 2
#define CE_PANIC 3

void cmn_err(int level, const char* format, ...);

#endif
