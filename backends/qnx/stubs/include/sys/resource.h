/* Stands in for QNX's <sys/resource.h>: the limits that this backend and the suite set.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_STUB_SYS_RESOURCE_H
#define MAPPROOF_STUB_SYS_RESOURCE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t rlim_t;

#define RLIMIT_FSIZE 1
#define RLIMIT_CORE 4
#define RLIMIT_NOFILE 5
#define RLIMIT_AS 6
#define RLIM_INFINITY UINT64_MAX

struct rlimit {
  rlim_t rlim_cur;
  rlim_t rlim_max;
};

int getrlimit(int resource, struct rlimit* limit) __asm__("stub_getrlimit");
int setrlimit(int resource, const struct rlimit* limit) __asm__("stub_setrlimit");

#ifdef __cplusplus
}
#endif

#endif
