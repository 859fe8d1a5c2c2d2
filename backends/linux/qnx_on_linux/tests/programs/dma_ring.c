/* A ring of descriptors for DMA: one physical run, in which each descriptor holds the address of the next.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>

#define DESCRIPTORS 256

struct descriptor {
  uint64_t next;
  uint32_t length;
  uint32_t status;
};

int main(void) {
  const size_t bytes = DESCRIPTORS * sizeof(struct descriptor) * 4; /* four pages */
  struct descriptor* ring;
  off64_t start = 0, last = 0;
  size_t run = 0;
  unsigned i;

  ring = (struct descriptor*)mmap(NULL, bytes, PROT_READ | PROT_WRITE | PROT_NOCACHE, MAP_PHYS | MAP_ANON, NOFD, 0);
  if (ring == MAP_FAILED) {
    perror("ring");
    return EXIT_FAILURE;
  }
  if (mem_offset64(ring, NOFD, bytes, &start, &run) == -1) {
    perror("mem_offset64");
    return EXIT_FAILURE;
  }
  for (i = 0; i < 4 * DESCRIPTORS; ++i) {
    ring[i].next = (uint64_t)start + (i + 1) % (4 * DESCRIPTORS) * sizeof *ring;
  }
  mem_offset64(&ring[4 * DESCRIPTORS - 1], NOFD, sizeof *ring, &last, NULL);
  printf("one run: %s, last one follows: %s, ring closes: %s\n", run == bytes ? "yes" : "no",
         (uint64_t)last == ring[4 * DESCRIPTORS - 2].next ? "yes" : "no",
         ring[4 * DESCRIPTORS - 1].next == (uint64_t)start ? "yes" : "no");
  return munmap(ring, bytes) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
