/* A DDI 8 hardware driver: a panel whose memory may be written on channel 0, and only be looked at on channel 1.
 * SPDX-License-Identifier: Apache-2.0 */
#define _KERNEL
#define _DDI 8
#include <sys/cmn_err.h>
#include <sys/conf.h>
#include <sys/cred.h>
#include <sys/ddi.h>
#include <sys/errno.h>
#include <sys/kmem.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/vm.h>

enum { PANEL_PAGES = 32, PANEL_DRAW = 0, PANEL_LOOK = 1 };

struct panel {
  rm_key_t key;
};

static int panel_add(void** idata, rm_key_t key) {
  struct panel* panel = kmem_zalloc(sizeof *panel, KM_SLEEP);
  if (panel == NULL) return ENOMEM;
  panel->key = key;
  *idata = panel;
  return 0;
}

static int panel_config(cfg_func_t func, void* idata, rm_key_t key) {
  switch (func) {
    case CFG_ADD:
      return panel_add(idata, key);
    case CFG_MODIFY:
      ((struct panel*)idata)->key = key;
      return 0;
    case CFG_REMOVE:
      kmem_free(idata, sizeof(struct panel));
      return 0;
    default:
      return EOPNOTSUPP;
  }
}

static int panel_open(void* idata, channel_t* channelp, int oflags, cred_t* crp, queue_t* q) {
  (void)idata, (void)channelp, (void)oflags, (void)crp, (void)q;
  return 0;
}

static int panel_close(void* idata, channel_t channel, int oflags, cred_t* crp, queue_t* q) {
  (void)idata, (void)channel, (void)oflags, (void)crp, (void)q;
  return 0;
}

static int panel_devinfo(void* idata, channel_t channel, di_parm_t parm, void* valp) {
  (void)idata, (void)channel, (void)parm, (void)valp;
  return EOPNOTSUPP;
}

static ppid_t panel_mmap(void* idata, channel_t channel, size_t offset, int prot) {
  const int granted = channel == PANEL_DRAW ? PROT_READ | PROT_WRITE | PROT_USER : PROT_READ | PROT_USER;
  if (offset >= ptob(PANEL_PAGES) || (prot & ~granted) != 0) return NOPAGE;
  return devmem_ppid(((struct panel*)idata)->key, 0, offset);
}

static const drvops_t panel_ops = {
    panel_config, panel_open, panel_close, panel_devinfo, NULL, NULL, NULL, panel_mmap,
};

static const drvinfo_t panel_info = {&panel_ops, "panel", D_MP | D_HOT, NULL, PANEL_LOOK};

int _load(void) { return drv_attach(&panel_info); }
