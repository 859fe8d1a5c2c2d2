/* A serial port whose registers are memory, through a handle: bytes go out while the line is free.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <hw/inout.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

#define UART_BASE 0x3f200100
#define UART_LENGTH 0x20
#define UART_DATA 0
#define UART_LINE 0x14
#define UART_LINE_FREE 0x20

static int send_byte(uintptr_t uart, int byte) {
  int tries;

  for (tries = 0; tries < 10; ++tries) {
    if ((in8(uart + UART_LINE) & UART_LINE_FREE) != 0) {
      out8(uart + UART_DATA, (uint8_t)byte);
      return EOK;
    }
  }
  return ETIMEDOUT;
}

int main(void) {
  uintptr_t uart;
  int busy, freed;

  if (ThreadCtl(_NTO_TCTL_IO, 0) == -1) {
    perror("ThreadCtl");
    return EXIT_FAILURE;
  }
  uart = mmap_device_io(UART_LENGTH, UART_BASE);
  if (uart == MAP_DEVICE_FAILED) {
    perror("uart");
    return EXIT_FAILURE;
  }
  out8(uart + UART_LINE, 0);
  busy = send_byte(uart, 'a');
  out8(uart + UART_LINE, UART_LINE_FREE);
  freed = send_byte(uart, 'q');
  printf("busy: %s, free: %s, sent %c\n", busy == ETIMEDOUT ? "waits" : "?", freed == EOK ? "sends" : "?",
         in8(uart + UART_DATA));
  return munmap_device_io(uart, UART_LENGTH) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
