/* Shared memory that is sized by shm_ctl().
 * SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const char* const name = "/mapproof-shared-memory";
  char* memory;
  pid_t child;
  int fd, status = 1;

  shm_unlink(name);
  fd = shm_open(name, O_RDWR | O_CREAT, 0600);
  if (fd == -1 || shm_ctl(fd, SHMCTL_ANON, 0, 0x3000) == -1) {
    perror("shm_ctl");
    return EXIT_FAILURE;
  }
  memory = (char*)mmap(NULL, 0x3000, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  shm_unlink(name);
  if (memory == MAP_FAILED) {
    perror("mmap");
    return EXIT_FAILURE;
  }
  child = fork();
  if (child == 0) {
    strcpy(memory + 0x2000, "child");
    _exit(0);
  }
  waitpid(child, &status, 0);
  printf("from the %s\n", memory + 0x2000);
  return status;
}
