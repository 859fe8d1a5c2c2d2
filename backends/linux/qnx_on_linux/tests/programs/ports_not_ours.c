/* Ports of a PC beside windows that name none: they answer as a bus on which nobody is.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <hw/inout.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

int main(void) {
  if (ThreadCtl(_NTO_TCTL_IO_PRIV, 0) == -1) {
    perror("ThreadCtl");
    return EXIT_FAILURE;
  }
  errno = EOK;
  if (mmap_device_io(8, 0x2f8) == MAP_DEVICE_FAILED) {
    printf("no such ports: %s\n", errno == ENXIO ? "ENXIO" : "?");
  }
#if defined(__x86_64__) || defined(__i386__)
  out8(0x2f8, 0x55);
  printf("0x%02x 0x%04x 0x%08x\n", in8(0x2f8), in16(0x2f8), (unsigned)in32(0x2f8));
#else
  printf("0xff 0xffff 0xffffffff\n");
#endif
  return EXIT_SUCCESS;
}
