/* Stands in for QNX's <sys/syspage.h>: the regions of memory that the startup program has named.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_STUB_SYS_SYSPAGE_H
#define MAPPROOF_STUB_SYS_SYSPAGE_H

#include <stdint.h>

struct asinfo_entry {
  uint64_t start;
  uint64_t end;
  uint16_t owner; /* offset of the region that holds this one */
  uint16_t name;  /* offset among the strings */
  uint16_t attr;
  uint16_t priority;
};

struct strings_entry {
  char data[4096];
};

#define AS_NULL_OFF 0xffffu

#ifdef __cplusplus
extern "C" {
#endif

extern struct asinfo_entry mapproof_stub_asinfo[];
extern unsigned mapproof_stub_asinfo_bytes;
extern struct strings_entry mapproof_stub_strings[];

#ifdef __cplusplus
}
#endif

/* The system has one table per entry of its page; so have these. */
#define SYSPAGE_ENTRY(entry) (mapproof_stub_##entry)
#define SYSPAGE_ENTRY_SIZE(entry) (mapproof_stub_##entry##_bytes)

#endif
