/* A DDI 8 driver with two channels that show the same pages. FAULT is one line of it that is broken; 0 breaks none.
 * SPDX-License-Identifier: Apache-2.0 */
#define _KERNEL
#define _DDI 8
#include <sys/conf.h>
#include <sys/ddi.h>
#include <sys/errno.h>
#include <sys/kmem.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/vm.h>

enum fault {
  NONE,
  HAS_ONE_PAGE_MORE,
  LACKS_THE_LAST_PAGE,
  HAS_A_HOLE,
  LOOKS_AT_32_BITS,
  COMPARES_SIGNED,
  WRAPS_AROUND,
  GRANTS_EXEC_ALONE,
  GRANTS_EXEC_BEHIND_PAGE_0,
  GRANTS_EVERYTHING,
  GRANTS_WRITING,
  GRANTS_WRITING_ALONE,
  REFUSES_READERS,
  MAKES_NAMES_UP,
  COMPUTES_NAMES,
  KEEPS_THE_OLD_KEY,
  FREES_AT_FIRST_CLOSE,
  CRASHES_PAST_THE_END,
  REFUSES_ALL
};

enum { PAGES = 8 };
static const int granted = PROT_READ | PROT_USER;
static caddr_t kernel_pages; /* what FREES_AT_FIRST_CLOSE shows */

static int window_config(cfg_func_t func, void* idata, rm_key_t key) {
  if (func == CFG_ADD) {
    *(void**)idata = kmem_zalloc(sizeof key, KM_SLEEP);
    if (*(void**)idata == NULL) return ENOMEM;
    **(rm_key_t**)idata = key;
    if (FAULT == FREES_AT_FIRST_CLOSE) kernel_pages = kmem_zalloc(ptob(PAGES), KM_SLEEP);
  }
  if (func == CFG_MODIFY && FAULT != KEEPS_THE_OLD_KEY) *(rm_key_t*)idata = key;
  if (func == CFG_REMOVE) kmem_free(idata, sizeof key);
  return 0;
}

static int window_open(void* idata, channel_t* channelp, int oflags, cred_t* crp, queue_t* q) {
  (void)idata, (void)channelp, (void)oflags, (void)crp, (void)q;
  return 0;
}

static int window_close(void* idata, channel_t channel, int oflags, cred_t* crp, queue_t* q) {
  (void)idata, (void)channel, (void)oflags, (void)crp, (void)q;
  if (FAULT == FREES_AT_FIRST_CLOSE) kmem_free(kernel_pages, ptob(PAGES));
  return 0;
}

static int window_devinfo(void* idata, channel_t channel, di_parm_t parm, void* valp) {
  (void)idata, (void)channel, (void)parm, (void)valp;
  return EOPNOTSUPP;
}

static int is_refused(size_t offset, int prot) {
  const size_t length = ptob(FAULT == HAS_ONE_PAGE_MORE ? PAGES + 1 : FAULT == LACKS_THE_LAST_PAGE ? PAGES - 1 : PAGES);
  if (FAULT == REFUSES_ALL || (FAULT == HAS_A_HOLE && btop(offset) == PAGES / 2)) return 1;
  if (FAULT == GRANTS_EXEC_ALONE && prot == PROT_EXEC) prot = 0;
  if (FAULT == GRANTS_EXEC_BEHIND_PAGE_0 && offset != 0) prot &= ~PROT_EXEC;
  if (FAULT == GRANTS_EVERYTHING) prot = 0;
  if (FAULT == GRANTS_WRITING) prot &= ~PROT_WRITE;
  if (FAULT == GRANTS_WRITING_ALONE && prot == PROT_WRITE) prot = 0;
  if (FAULT == REFUSES_READERS && prot == (PROT_READ | PROT_USER)) return 1;
  if (FAULT == COMPARES_SIGNED && (long)offset < 0) offset = 0;
  return offset >= length || (prot & ~granted) != 0;
}

static ppid_t window_mmap(void* idata, channel_t channel, size_t offset, int prot) {
  const rm_key_t key = *(const rm_key_t*)idata;
  (void)channel;
  if (FAULT == LOOKS_AT_32_BITS) offset = (uint_t)offset;
  if (FAULT == WRAPS_AROUND) offset %= ptob(PAGES);
  if (FAULT == CRASHES_PAST_THE_END && offset >= ptob(PAGES)) *(volatile int*)NULL = 0;
  if (is_refused(offset, prot)) return NOPAGE;
  if (FAULT == COMPARES_SIGNED && (long)offset < 0) offset = 0;
  if (FAULT == MAKES_NAMES_UP) return (ppid_t)(0xe0000000 + offset);
  if (FAULT == COMPUTES_NAMES) return devmem_ppid(key, 0, 0) + (ppid_t)btop(offset);
  if (FAULT == FREES_AT_FIRST_CLOSE) return kvtoppid(kernel_pages + offset);
  return devmem_ppid(key, 0, offset);
}

static const drvops_t window_ops = {
    window_config, window_open, window_close, window_devinfo, NULL, NULL, NULL, window_mmap,
};
static const drvinfo_t window_info = {&window_ops, "window", D_MP | D_HOT, NULL, 1};

int _load(void) { return drv_attach(&window_info); }
