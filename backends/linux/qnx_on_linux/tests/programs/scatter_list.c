/* Ordinary memory as a list of physical runs, for a device that gathers.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>

#define PAGES 16

int main(void) {
  const size_t bytes = PAGES * (size_t)__PAGESIZE;
  size_t at = 0, run = 0;
  unsigned pieces = 0;
  off64_t physical;
  char* memory;

  memory = (char*)mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, NOFD, 0);
  if (memory == MAP_FAILED) {
    perror("memory");
    return EXIT_FAILURE;
  }
  if (mem_offset64(memory, NOFD, bytes, &physical, &run) != -1 || (errno != EAGAIN && errno != EPERM)) {
    printf("not locked, and told\n");
    return EXIT_FAILURE;
  }
  if (mlock(memory, bytes) == -1) {
    perror("mlock");
    return EXIT_FAILURE;
  }
  while (at < bytes) {
    if (mem_offset64(memory + at, NOFD, bytes - at, &physical, &run) == -1) {
      perror("mem_offset64");
      return EXIT_FAILURE;
    }
    if (run == 0 || ((at + run) % (size_t)__PAGESIZE) != 0) break;
    at += run;
    ++pieces;
  }
  printf("all of it: %s, pieces: %s\n", at == bytes ? "yes" : "no", pieces >= 1 && pieces <= PAGES ? "1 to 16" : "?");
  munlock(memory, bytes);
  return EXIT_SUCCESS;
}
