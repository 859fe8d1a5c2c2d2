/* A locked buffer, asked about with the POSIX call.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>

int main(void) {
  const size_t bytes = 8192;
  char* buffer;
  off64_t here = 0, there = 0;
  size_t run = 0;
  int fd = 0;

  buffer = (char*)mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, NOFD, 0);
  if (buffer == MAP_FAILED || mlock(buffer, bytes) == -1) {
    perror("buffer");
    return EXIT_FAILURE;
  }
  if (posix_mem_offset64(buffer + 100, 64, &here, &run, &fd) == -1 ||
      mem_offset64(buffer + 100, NOFD, 64, &there, NULL) == -1) {
    perror("posix_mem_offset64");
    return EXIT_FAILURE;
  }
  printf("no object: %s, the same: %s\n", fd == NOFD ? "yes" : "no", here == there ? "yes" : "no");
  return EXIT_SUCCESS;
}
