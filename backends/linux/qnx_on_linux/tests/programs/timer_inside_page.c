/* A timer whose block begins inside a page and is described by a structure.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct timer {
  volatile uint32_t control;
  volatile uint32_t low;
  volatile uint32_t high;
  volatile uint32_t compare[4];
};

int main(void) {
  const uint64_t base = 0x3f200400u;
  struct timer* timer;

  timer = (struct timer*)mmap_device_memory(0, sizeof *timer, PROT_READ | PROT_WRITE | PROT_NOCACHE, 0, base);
  if (timer == MAP_FAILED) {
    perror("timer");
    return EXIT_FAILURE;
  }
  timer->compare[2] = 1000;
  timer->control = 1u << 2;
  printf("at 0x%x in its page, compares with %u\n", (unsigned)((uintptr_t)timer & 0xfff), (unsigned)timer->compare[2]);
  return munmap_device_memory(timer, sizeof *timer) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
