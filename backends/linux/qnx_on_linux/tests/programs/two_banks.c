/* Two banks of registers in one table, whole pages of each.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct bank {
  uint64_t base;
  size_t length;
  volatile uint32_t* registers;
};

int main(void) {
  struct bank banks[2] = {{0x3f200000, 0x1000, NULL}, {0x60050000, 0x4000, NULL}};
  const int protection = PROT_MASK & ~PROT_EXEC;
  int i;

  for (i = 0; i < 2; ++i) {
    const size_t whole = (banks[i].length + __PAGESIZE - 1) / __PAGESIZE * __PAGESIZE;
    banks[i].registers = (volatile uint32_t*)mmap_device_memory(NULL, whole, protection, 0, banks[i].base);
    if (banks[i].registers == MAP_FAILED) {
      perror("bank");
      return EXIT_FAILURE;
    }
    banks[i].registers[3] = (uint32_t)i + 7;
  }
  printf("%u %u\n", (unsigned)banks[0].registers[3], (unsigned)banks[1].registers[3]);
  return EXIT_SUCCESS;
}
