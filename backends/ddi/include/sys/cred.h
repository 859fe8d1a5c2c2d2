/* Who asks a driver; a black box.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_CRED_H
#define MAPPROOF_DDI_SYS_CRED_H

typedef struct cred cred_t;

#endif
