/* A DDI 5 driver of a board whose memory lies where Space.c says.
 * SPDX-License-Identifier: Apache-2.0 */
#define _KERNEL
#define _DDI 5
#include <sys/conf.h>
#include <sys/ddi.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/vm.h>

int boarddevflag = 0;

/* Space.c: the board's address and length. */
paddr_t board_base;
off_t board_length;

int boardmmap(dev_t dev, off_t offset, int prot) {
  (void)dev;
  if (offset < 0 || offset >= board_length || (prot & PROT_EXEC) != 0) return NOPAGE;
  return phystoppid(board_base + (paddr_t)offset);
}
