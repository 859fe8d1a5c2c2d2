/* Typed memory where there is some, else a physical run.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
  const size_t length = 4 * (size_t)__PAGESIZE;
  off64_t physical = 0;
  size_t run = 0;
  void* memory;
  int fd;

  fd = posix_typed_mem_open("/ram/below4G", O_RDWR, POSIX_TYPED_MEM_ALLOCATE_CONTIG);
  if (fd == -1) {
    printf("typed memory: %s\n", errno == ENOENT ? "none" : "?");
    memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_PHYS | MAP_ANON, NOFD, 0);
  } else {
    memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
  }
  if (memory == MAP_FAILED || mem_offset64(memory, NOFD, length, &physical, &run) == -1) {
    perror("memory");
    return EXIT_FAILURE;
  }
  printf("%u pages\n", (unsigned)(run / (size_t)__PAGESIZE));
  return EXIT_SUCCESS;
}
