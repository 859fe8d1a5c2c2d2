/* A register block on page borders: pins that are set and cleared by two different registers.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define GPIO_BASE 0x3f200000
#define GPIO_LENGTH 0xb4
#define GPIO_SET0 7 /* in words */
#define GPIO_CLEAR0 10

int main(void) {
  volatile uint32_t* gpio;

  gpio = (volatile uint32_t*)mmap_device_memory(NULL, GPIO_LENGTH, PROT_READ | PROT_WRITE | PROT_NOCACHE, 0, GPIO_BASE);
  if (gpio == MAP_FAILED) {
    perror("gpio");
    return EXIT_FAILURE;
  }
  gpio[GPIO_SET0] = 1u << 17;
  gpio[GPIO_CLEAR0] = 1u << 4;
  printf("set 0x%08x clear 0x%08x\n", (unsigned)gpio[GPIO_SET0], (unsigned)gpio[GPIO_CLEAR0]);
  munmap_device_memory((void*)gpio, GPIO_LENGTH);
  return EXIT_SUCCESS;
}
