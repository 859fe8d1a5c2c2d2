/* Protections of a mapping. The values are this framework's own.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_MMAN_H
#define MAPPROOF_DDI_SYS_MMAN_H

#define PROT_READ 0x1
#define PROT_WRITE 0x2
#define PROT_EXEC 0x4
#define PROT_USER 0x10
#define PROT_ALL (PROT_READ | PROT_WRITE | PROT_EXEC | PROT_USER)

#endif
