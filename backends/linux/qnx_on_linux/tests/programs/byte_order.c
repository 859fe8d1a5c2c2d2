/* Registers of a bus that has its own order of bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <hw/inout.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

int main(void) {
  const uintptr_t bus = mmap_device_io(0x100, 0x3f200200);

  if (bus == MAP_DEVICE_FAILED) {
    perror("bus");
    return EXIT_FAILURE;
  }
  outbe32(bus, 0x01020304u);
  outle32(bus + 4, 0x01020304u);
  outbe16(bus + 8, 0x0102);
  printf("%d %d %d", in8(bus), in8(bus + 4), in8(bus + 8));
  printf(" 0x%08x 0x%08x 0x%04x\n", (unsigned)inbe32(bus), (unsigned)inle32(bus + 4), inbe16(bus + 8));
  munmap_device_io(bus, 0x100);
  return EXIT_SUCCESS;
}
