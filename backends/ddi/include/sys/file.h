/* The flags that open(D2) and close(D2) are given.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_FILE_H
#define MAPPROOF_DDI_SYS_FILE_H

#define FREAD 0x01
#define FWRITE 0x02

#endif
