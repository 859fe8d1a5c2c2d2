/* Error numbers: those of the system that hosts the driver.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_ERRNO_H
#define MAPPROOF_DDI_SYS_ERRNO_H

#include <errno.h>

#endif
