/* A framebuffer that is drawn on line by line.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define WIDTH 256
#define HEIGHT 128

int main(void) {
  const uint64_t base = 0x60000000u;
  const size_t bytes = (size_t)WIDTH * HEIGHT * 4;
  uint32_t* pixels;
  unsigned x, y, sum = 0;

  pixels = (uint32_t*)mmap_device_memory(NULL, bytes, PROT_READ | PROT_WRITE, 0, base);
  if (pixels == MAP_FAILED) {
    perror("framebuffer");
    return EXIT_FAILURE;
  }
  memset(pixels, 0, bytes);
  for (y = 10; y < 20; ++y) {
    for (x = 30; x < 50; ++x) pixels[y * WIDTH + x] = 1;
  }
  for (y = 0; y < HEIGHT * WIDTH; ++y) sum += pixels[y];
  printf("%u pixels\n", sum);
  return munmap_device_memory(pixels, bytes) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
