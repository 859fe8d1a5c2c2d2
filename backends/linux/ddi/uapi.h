/* What a program and the module say to each other: the control device, and the requests of one that hosts a driver
 * itself.
 * SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note OR BSD-2-Clause
 *
 * A driver of a program is asked in that program's own thread: every call that the framework makes of it is the answer
 * to an ioctl, and the next ioctl carries what it answered. */
#ifndef MAPPROOF_DDI_UAPI_H
#define MAPPROOF_DDI_UAPI_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define MAPPROOF_DDI_CONTROL "/dev/mapproof-ddi"
#define MAPPROOF_DDI_LOG "/dev/mapproof-ddi-log"
#define MAPPROOF_DDI_NOPAGE 0xffffffffu

struct mapproof_ddi_attach {
  __u32 ddi_version; /* times ten */
  __u32 channel_count;
  __u32 has_mmap;
  __s32 device; /* out */
  __u64 key;    /* out; changed by MODIFY */
};

struct mapproof_ddi_resource {
  __u64 key;
  __u64 physical; /* out */
  __u64 length;   /* out */
  __u32 chunk;
  __u32 chunk_count; /* out */
};

struct mapproof_ddi_channel {
  __s32 device;
  __u32 channel;
  __u32 access; /* 1 reading, 2 writing */
  __u32 reserved;
};

struct mapproof_ddi_page {
  __u32 source; /* enum mapproof_page_id_source */
  __u32 chunk;
  __u64 key;
  __u64 offset;
  __u64 address; /* of kernel memory: the handle and the distance from its start */
  __u64 physical;
  __u32 space;
  __u32 id; /* out */
};

struct mapproof_ddi_memory {
  __u64 length;
  __u64 handle; /* out: also the offset at which the control device maps it */
};

enum mapproof_ddi_state { MAPPROOF_DDI_ASK = 0, MAPPROOF_DDI_DONE = 1 };

struct mapproof_ddi_map {
  __u64 address; /* out when it is done */
  __u64 length;
  __u64 offset;        /* out: of the page that is asked for */
  __u32 protection;    /* the user's, PROT_* of Linux */
  __u32 flags;         /* MAP_* of Linux */
  __u32 cookie;        /* 0: a new request; else the one that `answer` is for */
  __u32 answer;        /* page id or NOPAGE */
  __u32 state;         /* out: enum mapproof_ddi_state */
  __u32 asked;         /* out: with which protection, as drivers are told */
  __u32 channel;       /* out */
  __u32 device_number; /* out: of drivers before DDI 8 */
};

#define MAPPROOF_DDI_ATTACH _IOWR('d', 1, struct mapproof_ddi_attach)
#define MAPPROOF_DDI_DETACH _IOW('d', 2, __s32)
#define MAPPROOF_DDI_MODIFY _IOWR('d', 3, struct mapproof_ddi_attach)
#define MAPPROOF_DDI_RESOURCE _IOWR('d', 4, struct mapproof_ddi_resource)
#define MAPPROOF_DDI_MAY_OPEN _IOW('d', 5, struct mapproof_ddi_channel)
#define MAPPROOF_DDI_OPEN _IOW('d', 6, struct mapproof_ddi_channel)
#define MAPPROOF_DDI_NEXT_CLOSE _IOR('d', 7, struct mapproof_ddi_channel)
#define MAPPROOF_DDI_PAGE_ID _IOWR('d', 8, struct mapproof_ddi_page)
#define MAPPROOF_DDI_MEMORY _IOWR('d', 9, struct mapproof_ddi_memory)
#define MAPPROOF_DDI_MAP _IOWR('d', 10, struct mapproof_ddi_map) /* on the descriptor of OPEN */

#endif
