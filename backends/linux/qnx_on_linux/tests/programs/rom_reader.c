/* A ROM that is read and never written.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void) {
  const size_t bytes = 0x2000;
  const unsigned char* rom;
  unsigned sum = 0;
  size_t i;

  rom = (const unsigned char*)mmap_device_memory(NULL, bytes, PROT_READ, 0, 0x60040000);
  if (rom == MAP_FAILED) {
    perror("rom");
    return EXIT_FAILURE;
  }
  for (i = 0; i < bytes; ++i) sum += rom[i];
  printf("sum %u\n", sum);
  return munmap_device_memory((void*)(uintptr_t)rom, bytes) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
