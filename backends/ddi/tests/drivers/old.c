/* A driver from before DDI 8, prefix old, that shows kernel memory. FAULT is one line of it that is broken; 0 breaks
 * none.
 * SPDX-License-Identifier: Apache-2.0 */
#define _KERNEL
#define _DDI 7
#include <sys/conf.h>
#include <sys/cred.h>
#include <sys/ddi.h>
#include <sys/errno.h>
#include <sys/kmem.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/vm.h>

enum fault {
  NONE,
  TAKES_NEGATIVE_OFFSETS,
  LOOKS_AT_32_BITS,
  HAS_ONE_PAGE_MORE,
  GRANTS_EXEC_ALONE,
  MAKES_NAMES_UP,
  FREES_AT_FIRST_CLOSE,
  REFUSES_ALL,
  CRASHES_BELOW_0
};

enum { PAGES = 4, MINORS = 2 };
static caddr_t memory;
static uint_t open_minors;

int oldopen(dev_t* devp, int flags, int type, cred_t* crp) {
  (void)flags, (void)type, (void)crp;
  if (getminor(*devp) >= MINORS) return ENXIO;
  if (memory == NULL) memory = kmem_zalloc(ptob(PAGES), KM_SLEEP);
  open_minors |= 1u << getminor(*devp);
  return memory == NULL ? ENOMEM : 0;
}

int oldclose(dev_t dev, int flags, int type, cred_t* crp) {
  (void)flags, (void)type, (void)crp;
  open_minors &= ~(1u << getminor(dev));
  if (open_minors != 0 && FAULT != FREES_AT_FIRST_CLOSE) return 0;
  kmem_free(memory, ptob(PAGES));
  if (open_minors == 0) memory = NULL;
  return 0;
}

int oldmmap(dev_t dev, off_t offset, int prot) {
  const off_t length = (off_t)ptob(FAULT == HAS_ONE_PAGE_MORE ? PAGES + 1 : PAGES);
  (void)dev;
  if (FAULT == REFUSES_ALL) return NOPAGE;
  if (FAULT == LOOKS_AT_32_BITS) offset = (int)offset;
  if (FAULT == CRASHES_BELOW_0 && offset < 0) *(volatile int*)NULL = 0;
  if (FAULT == TAKES_NEGATIVE_OFFSETS && offset < 0) offset = 0;
  if (FAULT == GRANTS_EXEC_ALONE && prot == PROT_EXEC) prot = 0;
  if (offset < 0 || offset >= length || (prot & ~(PROT_READ | PROT_USER)) != 0) return NOPAGE;
  if (FAULT == MAKES_NAMES_UP) return (int)btop((ulong_t)offset);
  return kvtoppid(memory + (FAULT == HAS_ONE_PAGE_MORE ? 0 : offset));
}
