/* One buffer for DMA, cleared, and its physical address by the old call.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>

int main(void) {
  unsigned char* buffer;
  off64_t offset = 0;
  paddr_t physical;

  buffer = (unsigned char*)mmap(0, 2048, PROT_READ | PROT_WRITE, MAP_PHYS | MAP_ANON | MAP_PRIVATE, NOFD, 0);
  if (buffer == MAP_FAILED) {
    perror("buffer");
    return EXIT_FAILURE;
  }
  physical = mphys(buffer + 12);
  mem_offset64(buffer, NOFD, 1, &offset, NULL);
  printf("clear: %s, inside: %s\n", buffer[0] + buffer[2047] == 0 ? "yes" : "no",
         physical == (paddr_t)offset + 12 ? "yes" : "no");
  munmap(buffer, 2048);
  return mphys(NULL) == (paddr_t)-1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
