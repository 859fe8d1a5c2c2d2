/* Registers behind the name of a shared-memory object.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
  const char* const name = "/mapproof-shared-registers";
  volatile uint32_t *one, *other;
  int fd;

  shm_unlink(name);
  fd = shm_open(name, O_RDWR | O_CREAT, 0600);
  if (fd == -1 || shm_ctl(fd, SHMCTL_PHYS, 0x3f200000, 0x1000) == -1) {
    perror("shm_ctl");
    return EXIT_FAILURE;
  }
  one = (volatile uint32_t*)mmap(NULL, 0x1000, PROT_READ | PROT_WRITE | PROT_NOCACHE, MAP_SHARED, fd, 0);
  other = (volatile uint32_t*)mmap_device_memory(NULL, 0x1000, PROT_READ | PROT_WRITE | PROT_NOCACHE, 0, 0x3f200000);
  if (one == MAP_FAILED || other == MAP_FAILED) {
    perror("mmap");
    return EXIT_FAILURE;
  }
  one[9] = 99;
  printf("%u, beyond it: %s\n", (unsigned)other[9],
         mmap(NULL, 0x1000, PROT_READ, MAP_SHARED, fd, 0x1000) == MAP_FAILED && errno == ENXIO ? "ENXIO" : "?");
  close(fd);
  shm_unlink(name);
  return EXIT_SUCCESS;
}
