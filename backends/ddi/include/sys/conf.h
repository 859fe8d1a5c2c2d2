/* How a driver declares itself and its entry points.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_CONF_H
#define MAPPROOF_DDI_SYS_CONF_H

#include <sys/confmgr.h>
#include <sys/cred.h>
#include <sys/types.h>

/* Flags of a driver. The values are ours. */
#define D_MP 0x01     /* may run on several processors at once */
#define D_HOT 0x02    /* config(D2) knows CFG_SUSPEND, CFG_RESUME, CFG_MODIFY and CFG_REMOVE */
#define D_MOD 0x04    /* a STREAMS module */
#define D_UPF 0x08    /* a multiplexing STREAMS driver */
#define D_RANDOM 0x10 /* random access */

#if _DDI >= 8
typedef struct queue queue_t;
typedef struct buf buf_t;
typedef struct streamtab streamtab_t;
typedef int di_parm_t;

typedef struct drvops {
  int (*d_config)(cfg_func_t func, void* idata, rm_key_t key); /* NULL: software-only */
  int (*d_open)(void* idata, channel_t* channelp, int oflags, cred_t* crp, queue_t* q);
  int (*d_close)(void* idata, channel_t channel, int oflags, cred_t* crp, queue_t* q);
  int (*d_devinfo)(void* idata, channel_t channel, di_parm_t parm, void* valp);
  void (*d_biostart)(void* idata, channel_t channel, buf_t* bp);
  int (*d_ioctl)(void* idata, channel_t channel, int cmd, void* arg, int oflags, cred_t* crp, int* rvalp);
  int (*d_drvctl)(void* idata, channel_t channel, int cmd, void* arg);
  ppid_t (*d_mmap)(void* idata, channel_t channel, size_t offset, int prot); /* NULL: nothing can be mapped */
} drvops_t;

typedef struct drvinfo {
  const drvops_t* drv_ops;
  const char* drv_name;
  uint_t drv_flags;
  const streamtab_t* drv_str; /* NULL: no STREAMS driver */
  channel_t drv_maxchan;      /* the largest channel number */
} drvinfo_t;
#endif

#endif
