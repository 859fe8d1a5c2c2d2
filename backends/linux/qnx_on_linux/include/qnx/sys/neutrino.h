/* ThreadCtl() for I/O privilege; nothing else of QNX's kernel calls.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_QNX_SYS_NEUTRINO_H
#define MAPPROOF_QNX_SYS_NEUTRINO_H

#include "../../mapproof_qnx.h"

#endif
