/* A mailbox in shared memory, with a doorbell in a register block elsewhere.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void) {
  volatile uint32_t *box, *bell;

  box = (volatile uint32_t*)mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_NOCACHE, MAP_SHARED | MAP_PHYS, NOFD,
                                 0x60020000);
  bell =
      (volatile uint32_t*)mmap_device_memory(NULL, 16, PROT_READ | PROT_WRITE | PROT_NOCACHE, MAP_SHARED, 0x3f200880);
  if (box == MAP_FAILED || bell == MAP_FAILED) {
    perror("mailbox");
    return EXIT_FAILURE;
  }
  box[0] = 42;
  bell[1] = 1;
  printf("%u for %u\n", (unsigned)box[0], (unsigned)bell[1]);
  munmap_device_memory((void*)bell, 16);
  munmap_device_memory((void*)box, 4096);
  return EXIT_SUCCESS;
}
