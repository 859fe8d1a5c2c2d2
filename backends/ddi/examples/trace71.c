/* A DDI 7.1mp software-only driver: shows its trace buffer, and keeps it until its last minor device is closed.
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

enum { TRACE_PAGES = 4, TRACE_MINORS = 2 };

int tracedevflag = D_MP;

static caddr_t trace_buffer;
static uint_t trace_open_minors; /* a bit for each */

int traceopen(dev_t* devp, int flags, int type, cred_t* crp) {
  (void)flags, (void)type, (void)crp;
  if (getminor(*devp) >= TRACE_MINORS) return ENXIO;
  if (trace_buffer == NULL) trace_buffer = kmem_zalloc(ptob(TRACE_PAGES), KM_SLEEP);
  if (trace_buffer == NULL) return ENOMEM;
  trace_open_minors |= 1u << getminor(*devp);
  return 0;
}

int traceclose(dev_t dev, int flags, int type, cred_t* crp) {
  (void)flags, (void)type, (void)crp;
  trace_open_minors &= ~(1u << getminor(dev));
  if (trace_open_minors != 0) return 0;
  kmem_free(trace_buffer, ptob(TRACE_PAGES));
  trace_buffer = NULL;
  return 0;
}

int tracemmap(dev_t dev, off_t offset, int prot) {
  (void)dev;
  if (offset < 0 || (ulong_t)offset >= ptob(TRACE_PAGES)) return NOPAGE;
  if ((prot & (PROT_WRITE | PROT_EXEC)) != 0) return NOPAGE;
  return kvtoppid(trace_buffer + offset);
}
