/* The same memory through mmap64() of its physical address.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void) {
  const off64_t base = 0x60000000;
  volatile uint8_t* bytes;

  bytes = (volatile uint8_t*)mmap64(NULL, 0x10000, PROT_READ | PROT_WRITE | PROT_NOCACHE, MAP_PHYS | MAP_SHARED, NOFD,
                                    base + 0x1000);
  if (bytes == MAP_FAILED) {
    perror("mmap64");
    return EXIT_FAILURE;
  }
  bytes[0] = 0xa5;
  bytes[0xffff] = 0x5a;
  printf("%x %x\n", bytes[0], bytes[0xffff]);
  return munmap((void*)bytes, 0x10000) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
