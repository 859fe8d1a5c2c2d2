// What drivers were asked: a ring that tells how much it has lost, as lines of text.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "ddi.h"

enum { capacity = 1 << 15, longest_line = 160 };

struct entry {
  struct ddi_call call;
  pid_t process, thread;
};

static const char* const names[] = {"add", "modify", "remove", "open", "close", "mmap", "fault", "freed-while-mapped"};
static struct entry* ring;
static u64 written;
static DEFINE_SPINLOCK(ring_lock);

int ddi_log_start(void) {
  ring = vzalloc(array_size(capacity, sizeof(*ring)));
  return ring ? 0 : -ENOMEM;
}

void ddi_log_stop(void) { vfree(ring); }

void ddi_log(struct ddi_call call) {
  spin_lock(&ring_lock);
  ring[written++ % capacity] = (struct entry){call, task_tgid_nr(current), task_pid_nr(current)};
  spin_unlock(&ring_lock);
}

/* The entry at a place, or how many were lost from there on; false at the end. */
static bool take(u64* place, struct entry* entry, u64* lost) {
  bool more;

  spin_lock(&ring_lock);
  *lost = written > capacity && *place < written - capacity ? written - capacity - *place : 0;
  *place += *lost;
  more = *place < written;
  if (more && !*lost) *entry = ring[(*place)++ % capacity];
  spin_unlock(&ring_lock);
  return more;
}

static int open(struct inode* inode, struct file* file) {
  u64* place = kzalloc(sizeof(*place), GFP_KERNEL);

  file->private_data = place;
  return place ? 0 : -ENOMEM;
}

static int release(struct inode* inode, struct file* file) {
  kfree(file->private_data);
  return 0;
}

static ssize_t read(struct file* file, char __user* buffer, size_t size, loff_t* position) {
  u64* place = file->private_data;
  char line[longest_line];
  size_t done = 0;

  while (size - done >= longest_line) {
    struct entry e;
    u64 lost;
    int length;

    if (!take(place, &e, &lost)) break;
    if (lost)
      length = scnprintf(line, sizeof(line), "lost %llu\n", lost);
    else
      length =
          scnprintf(line, sizeof(line), "%llu %s %d %d device %d channel %u offset 0x%llx prot 0x%x answer 0x%llx\n",
                    *place - 1, names[e.call.entry], e.process, e.thread, e.call.device, e.call.channel, e.call.offset,
                    e.call.protection, e.call.answer);
    if (copy_to_user(buffer + done, line, length)) return -EFAULT;
    done += length;
  }
  return done || size >= longest_line ? (ssize_t)done : -EINVAL;
}

const struct file_operations ddi_log_operations = {
    .owner = THIS_MODULE, .open = open, .release = release, .read = read, .llseek = no_llseek};
