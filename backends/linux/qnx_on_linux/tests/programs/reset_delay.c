/* A reset line that is held for a while, with the waits of drivers.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  volatile uint32_t* reset;

  reset = (volatile uint32_t*)mmap_device_memory(NULL, 4, PROT_READ | PROT_WRITE | PROT_NOCACHE, 0, 0x3f200500);
  if (reset == MAP_FAILED) {
    perror("reset");
    return EXIT_FAILURE;
  }
  *reset = 1;
  if (nanospin_ns(10000) != EOK) return EXIT_FAILURE;
  nanospin_count(nanospin_ns_to_count(1000));
  *reset = 0;
  printf("slept, %u left; reset is %u\n", delay(1), (unsigned)*reset);
  return EXIT_SUCCESS;
}
