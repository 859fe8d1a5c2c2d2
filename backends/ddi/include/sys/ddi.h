/* The kernel functions of the SVR5 DDI that a memory-mapped driver calls, as far as its version has them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_DDI_H
#define MAPPROOF_DDI_SYS_DDI_H

#include <sys/conf.h>
#include <sys/types.h>

int drv_priv(cred_t* crp);
int copyin(caddr_t from, caddr_t to, size_t count);
int copyout(caddr_t from, caddr_t to, size_t count);

#if _DDI >= 8
int drv_attach(const drvinfo_t* infop);
void drv_detach(const drvinfo_t* infop);
ppid_t devmem_ppid(rm_key_t key, uint_t n, size_t offset);
#else
major_t getmajor(dev_t dev);
minor_t getminor(dev_t dev);
#endif

#if _DDI == 3 || _DDI >= 5
ppid_t kvtoppid(caddr_t address);
#endif
#if _DDI == 3 || (_DDI >= 5 && _DDI < 8)
ppid_t phystoppid(paddr_t address);
#endif
#if _DDI < 5 && _DDI != 3
#define PSPACE_MAINSTORE 0
ppid_t hat_getkpfnum(caddr_t address);
ppid_t hat_getppfnum(paddr_t address, uint_t space);
#endif

#endif
