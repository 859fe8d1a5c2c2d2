/* Stands in for QNX's <hw/inout.h>: port access through a mmap_device_io() handle.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_STUB_HW_INOUT_H
#define MAPPROOF_STUB_HW_INOUT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

uint8_t in8(uintptr_t port);
uint16_t in16(uintptr_t port);
uint32_t in32(uintptr_t port);
void out8(uintptr_t port, uint8_t value);
void out16(uintptr_t port, uint16_t value);
void out32(uintptr_t port, uint32_t value);

#ifdef __cplusplus
}
#endif

#endif
