/* Registers at an address that the program chose, in place of memory that it had reserved.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void) {
  const size_t page = (size_t)__PAGESIZE;
  char* reserved;
  volatile uint32_t* registers;
  off64_t physical = 0;

  reserved = (char*)mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, NOFD, 0);
  if (reserved == MAP_FAILED) {
    perror("reserve");
    return EXIT_FAILURE;
  }
  reserved[0] = reserved[2 * page] = 'r';
  registers = (volatile uint32_t*)mmap_device_memory(reserved + page, page, PROT_READ | PROT_WRITE | PROT_NOCACHE,
                                                     MAP_FIXED, 0x3f200000);
  if (registers == MAP_FAILED || mem_offset64((void*)registers, NOFD, page, &physical, NULL) == -1) {
    perror("registers");
    return EXIT_FAILURE;
  }
  printf("at 0x%lx, beside it %c%c\n", (unsigned long)physical, reserved[0], reserved[2 * page]);
  return (char*)registers == reserved + page ? EXIT_SUCCESS : EXIT_FAILURE;
}
