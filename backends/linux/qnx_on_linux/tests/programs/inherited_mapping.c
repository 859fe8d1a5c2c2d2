/* A child that works with its parent's registers, and looks for where they are.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  volatile uint32_t* registers;
  off64_t physical = 0;
  int status = 1;
  pid_t child;

  registers = (volatile uint32_t*)mmap_device_memory(NULL, 0x100, PROT_READ | PROT_WRITE | PROT_NOCACHE, 0, 0x3f200600);
  if (registers == MAP_FAILED) {
    perror("registers");
    return EXIT_FAILURE;
  }
  child = fork();
  if (child == 0) {
    const int told = mem_offset64((void*)registers, NOFD, 0x100, &physical, NULL);
    registers[0] = 5;
    _exit(told == 0 && physical == 0x3f200600 ? 0 : 1);
  }
  waitpid(child, &status, 0);
  printf("child: %s, wrote %u\n", status == 0 ? "right" : "wrong", (unsigned)registers[0]);
  return EXIT_SUCCESS;
}
