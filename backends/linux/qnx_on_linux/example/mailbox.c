/* A message through a mailbox: a register block that begins in the middle of a page, as QNX code maps it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Nothing here is Linux's: it is built with the headers of libmapproof_qnx in front of the system's.
 */
#include <errno.h>
#include <hw/inout.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

#define MAILBOX_PHYSICAL 0x107c013880ULL
#define MAILBOX_LENGTH 0x40
#define MAILBOX_STATUS 6 /* in words */
#define MAILBOX_WRITE 8

int main(int argc, char** argv) {
  const uint64_t physical = argc > 1 ? strtoull(argv[1], NULL, 0) : MAILBOX_PHYSICAL;
  volatile uint32_t* mailbox;
  off64_t offset = 0;
  size_t contiguous = 0;

  if (ThreadCtl(_NTO_TCTL_IO, 0) == -1) {
    fprintf(stderr, "ThreadCtl: %s\n", strerror(errno));
    return EXIT_FAILURE;
  }
  mailbox = mmap_device_memory(NULL, MAILBOX_LENGTH, PROT_READ | PROT_WRITE | PROT_NOCACHE, 0, physical);
  if (mailbox == MAP_FAILED) {
    fprintf(stderr, "mmap_device_memory: %s\n", strerror(errno));
    return EXIT_FAILURE;
  }
  mailbox[MAILBOX_WRITE] = 0xC0FFEE08;
  printf("status 0x%08x, sent 0x%08x\n", (unsigned)mailbox[MAILBOX_STATUS], (unsigned)mailbox[MAILBOX_WRITE]);

  if (mem_offset64((const void*)mailbox, NOFD, MAILBOX_LENGTH, &offset, &contiguous) == -1) {
    fprintf(stderr, "mem_offset64: %s\n", strerror(errno));
    return EXIT_FAILURE;
  }
  printf("at 0x%llx, %zu bytes\n", (unsigned long long)offset, contiguous);

  if (munmap_device_memory((void*)mailbox, MAILBOX_LENGTH) == -1) {
    fprintf(stderr, "munmap_device_memory: %s\n", strerror(errno));
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
