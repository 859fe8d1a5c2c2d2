/* The types of the SVR5 DDI documents that a memory-mapped driver needs, and the way from them to the contract.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A driver written for DDI 8 keeps its entry points as they are: it fills a drvops and is attached through
 * mapproof_driver_of_drvops(). Names are those of mmap(D2), config(D2), devmem_ppid(D3) and drvops(D4); the values
 * behind them are this framework's own, because the documents leave them open. */
#ifndef MAPPROOF_SVR5_H
#define MAPPROOF_SVR5_H

#include <mapproof/backend.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef mapproof_page_id ppid_t; /* opaque */
typedef uint32_t channel_t;
typedef uint64_t rm_key_t;

#define NOPAGE MAPPROOF_NOPAGE
#define SVR5_PROT_READ MAPPROOF_PROT_READ
#define SVR5_PROT_WRITE MAPPROOF_PROT_WRITE
#define SVR5_PROT_EXEC MAPPROOF_PROT_EXEC
#define SVR5_PROT_USER MAPPROOF_PROT_USER
#define SVR5_PROT_ALL (SVR5_PROT_READ | SVR5_PROT_WRITE | SVR5_PROT_EXEC | SVR5_PROT_USER)

/* The entry points of a DDI 8 driver, as far as mapping needs them. d_mmap may be NULL: it is optional. */
struct drvops {
  int (*d_config_add)(rm_key_t key, void** idata);
  int (*d_config_modify)(void* idata, rm_key_t key);
  int (*d_config_remove)(void* idata);
  int (*d_open)(void* idata, channel_t* channelp, int oflags);
  int (*d_close)(void* idata, channel_t channel);
  ppid_t (*d_mmap)(void* idata, channel_t channel, size_t offset, int prot);
};

/* Fills a contract driver from DDI 8 entry points. `ops` must outlive it. */
void mapproof_driver_of_drvops(struct mapproof_driver* driver, const struct drvops* ops, uint32_t channel_count);

#ifdef __cplusplus
}
#endif

#endif
