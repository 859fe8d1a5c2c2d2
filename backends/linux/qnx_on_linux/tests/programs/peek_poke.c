/* Looks at one place of the physical space in three widths, each time through a mapping of its own.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static volatile void* map(uint64_t address, size_t width) {
  volatile void* const at = mmap_device_memory(NULL, width, PROT_READ | PROT_WRITE | PROT_NOCACHE, MAP_SHARED, address);
  if (at == MAP_FAILED) {
    perror("map");
    exit(EXIT_FAILURE);
  }
  return at;
}

int main(void) {
  const uint64_t address = 0x3f200ff8;
  *(volatile uint32_t*)map(address, 4) = 0x11223344;
  *(volatile uint8_t*)map(address + 4, 1) = 0x55;
  printf("%x %x %x\n", *(volatile uint8_t*)map(address, 1), *(volatile uint16_t*)map(address + 4, 2),
         (unsigned)*(volatile uint32_t*)map(address, 4));
  return EXIT_SUCCESS;
}
