/* A device with a FIFO behind one register: what is read and written many times at one place.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <hw/inout.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

int main(void) {
  static const uint16_t words[4] = {0x1111, 0x2222, 0x3333, 0x4444};
  uint16_t back[3] = {0, 0, 0};
  const uintptr_t fifo = mmap_device_io(4, 0x3f200300);

  if (fifo == MAP_DEVICE_FAILED) {
    perror("fifo");
    return EXIT_FAILURE;
  }
  out16s(words, 4, fifo);
  in16s(back, 3, fifo);
  printf("%x %x %x\n", back[0], back[1], back[2]);
  munmap_device_io(fifo, 4);
  return EXIT_SUCCESS;
}
