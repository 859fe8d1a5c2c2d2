// The control device: drivers that are a program's own, their devices, and the kernel memory that they show.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "ddi.h"

enum { most_memory = 64 };

struct ddi_control {
  struct kref references;
  struct mutex lock;
  struct list_head closes;
  struct ddi_resource* memory[most_memory]; /* until the program closes */
};

struct waiting_close {
  struct list_head list;
  struct mapproof_ddi_channel closed;
};

static void end(struct kref* references) {
  struct ddi_control* control = container_of(references, struct ddi_control, references);
  struct waiting_close *close, *next;

  list_for_each_entry_safe(close, next, &control->closes, list) kfree(close);
  kfree(control);
}

void ddi_control_put(struct ddi_control* control) { kref_put(&control->references, end); }

void ddi_close_queue(struct ddi_control* control, int device, u32 channel) {
  struct waiting_close* close = kzalloc(sizeof(*close), GFP_KERNEL | __GFP_NOFAIL);

  close->closed = (struct mapproof_ddi_channel){device, channel, 0, 0};
  mutex_lock(&control->lock);
  list_add_tail(&close->list, &control->closes);
  mutex_unlock(&control->lock);
}

static long next_close(struct ddi_control* control, void __user* argument) {
  struct waiting_close* close;
  long error = 0;

  mutex_lock(&control->lock);
  close = list_first_entry_or_null(&control->closes, struct waiting_close, list);
  if (close) list_del(&close->list);
  mutex_unlock(&control->lock);
  if (!close) return -ENOENT;
  if (copy_to_user(argument, &close->closed, sizeof(close->closed))) error = -EFAULT;
  kfree(close);
  return error;
}

static long attach(struct ddi_control* control, struct mapproof_ddi_attach* asked) {
  struct ddi_device* device;

  if (!asked->channel_count || !asked->ddi_version) return -EINVAL;
  device = ddi_device_new();
  if (IS_ERR(device)) return PTR_ERR(device);
  device->ddi_version = asked->ddi_version;
  device->channel_count = asked->channel_count;
  device->has_mmap = asked->has_mmap != 0;
  kref_get(&control->references);
  device->control = control;
  asked->device = device->number;
  asked->key = device->key;
  ddi_log((struct ddi_call){DDI_ADD, device->number, 0, 0, 0, 0});
  return 0;
}

/* A device of this program's, with a reference. */
static struct ddi_device* own(const struct ddi_control* control, int number) {
  struct ddi_device* device = ddi_device_find(number);

  if (device && device->control == control) return device;
  if (device) ddi_device_put(device);
  return NULL;
}

static long detach(struct ddi_control* control, int number) {
  struct ddi_device* device = own(control, number);
  long error;

  if (!device) return -ENXIO;
  error = ddi_device_remove(device, false);
  if (!error) ddi_log((struct ddi_call){DDI_REMOVE, number, 0, 0, 0, 0});
  ddi_device_put(device);
  return error;
}

static long modify(struct ddi_control* control, struct mapproof_ddi_attach* asked) {
  struct ddi_device* device = own(control, asked->device);

  if (!device) return -ENXIO;
  device->key = asked->key = ddi_new_key(device->memory);
  ddi_log((struct ddi_call){DDI_MODIFY, device->number, 0, 0, 0, 0});
  ddi_device_put(device);
  return 0;
}

static long may_open(struct ddi_control* control, const struct mapproof_ddi_channel* asked) {
  struct ddi_device* device = own(control, asked->device);
  const long error = device && asked->channel < device->channel_count ? 0 : -ENXIO;

  if (!error) ddi_log((struct ddi_call){DDI_OPEN, device->number, asked->channel, asked->access, 0, 0});
  if (device) ddi_device_put(device);
  return error;
}

static long install(struct ddi_device* device, struct ddi_file* opened) {
  static const int modes[] = {O_RDONLY, O_RDONLY, O_WRONLY, O_RDWR};
  const int mode = modes[opened->access & 3] | O_CLOEXEC;
  const int fd = get_unused_fd_flags(mode);
  struct file* file;

  if (fd < 0) return fd;
  file = anon_inode_getfile("[mapproof-ddi]", &ddi_user_operations, opened, mode);
  if (IS_ERR(file)) {
    put_unused_fd(fd);
    return PTR_ERR(file);
  }
  file->f_mapping = device->inode->i_mapping;
  fd_install(fd, file);
  return fd;
}

static long open_channel(struct ddi_control* control, const struct mapproof_ddi_channel* asked) {
  struct ddi_device* device = own(control, asked->device);
  struct ddi_file* opened;
  long fd;

  if (!device) return -ENXIO;
  opened = ddi_file_new(device, asked->channel, asked->access | MAPPROOF_PROT_EXEC);
  fd = IS_ERR(opened) ? PTR_ERR(opened) : install(device, opened);
  if (!IS_ERR(opened) && fd < 0) ddi_file_free(opened);
  ddi_device_put(device);
  return fd;
}

static long take_memory(struct ddi_control* control, struct mapproof_ddi_memory* asked) {
  struct ddi_resource* memory = ddi_kernel_memory(asked->length);
  int i = 0;

  if (!memory) return -ENOMEM;
  mutex_lock(&control->lock);
  while (i < most_memory && control->memory[i]) ++i;
  if (i < most_memory) control->memory[i] = memory;
  mutex_unlock(&control->lock);
  asked->handle = (u64)(i + 1) << 32;
  if (i < most_memory) return 0;
  ddi_resource_free(memory);
  return -ENOMEM;
}

static struct ddi_resource* memory_of(struct ddi_control* control, u64 handle) {
  const u64 index = handle >> 32;

  return index && index <= most_memory ? control->memory[index - 1] : NULL;
}

static u32 id_of_memory(struct ddi_control* control, u64 address) {
  const struct ddi_resource* memory = memory_of(control, address);

  return memory ? ddi_id_of_address(memory->kernel + (u32)address) : MAPPROOF_DDI_NOPAGE;
}

static long page_id(struct ddi_control* control, struct mapproof_ddi_page* asked) {
  asked->id = MAPPROOF_DDI_NOPAGE;
  if (asked->source == MAPPROOF_DEVMEM_PPID) asked->id = ddi_id_of_key(asked->key, asked->chunk, asked->offset);
  if (asked->source == MAPPROOF_KVTOPPID || asked->source == MAPPROOF_HAT_GETKPFNUM)
    asked->id = id_of_memory(control, asked->address);
  if (asked->source == MAPPROOF_PHYSTOPPID || (asked->source == MAPPROOF_HAT_GETPPFNUM && !asked->space))
    asked->id = ddi_id_of_physical(asked->physical);
  return 0;
}

static long resource_of(struct mapproof_ddi_resource* asked) {
  struct ddi_resource found;

  if (ddi_resource_of_key(asked->key, asked->chunk, &found)) return -ENXIO;
  asked->physical = found.physical;
  asked->length = found.pages << PAGE_SHIFT;
  asked->chunk_count = 1;
  return 0;
}

union argument {
  struct mapproof_ddi_attach attach;
  struct mapproof_ddi_resource resource;
  struct mapproof_ddi_channel channel;
  struct mapproof_ddi_page page;
  struct mapproof_ddi_memory memory;
  __s32 device;
};

static long perform(struct ddi_control* control, unsigned int command, union argument* asked) {
  switch (command) {
    case MAPPROOF_DDI_ATTACH:
      return attach(control, &asked->attach);
    case MAPPROOF_DDI_DETACH:
      return detach(control, asked->device);
    case MAPPROOF_DDI_MODIFY:
      return modify(control, &asked->attach);
    case MAPPROOF_DDI_RESOURCE:
      return resource_of(&asked->resource);
    case MAPPROOF_DDI_MAY_OPEN:
      return may_open(control, &asked->channel);
    case MAPPROOF_DDI_OPEN:
      return open_channel(control, &asked->channel);
    case MAPPROOF_DDI_PAGE_ID:
      return page_id(control, &asked->page);
    case MAPPROOF_DDI_MEMORY:
      return take_memory(control, &asked->memory);
    default:
      return -ENOTTY;
  }
}

static long control_ioctl(struct file* file, unsigned int command, unsigned long argument) {
  union argument asked = {};
  const size_t size = _IOC_SIZE(command);
  long result;

  if (command == MAPPROOF_DDI_NEXT_CLOSE) return next_close(file->private_data, (void __user*)argument);
  if (size > sizeof(asked) || _IOC_TYPE(command) != 'd') return -ENOTTY;
  if (copy_from_user(&asked, (void __user*)argument, size)) return -EFAULT;
  result = perform(file->private_data, command, &asked);
  if (result >= 0 && (_IOC_DIR(command) & _IOC_READ) && copy_to_user((void __user*)argument, &asked, size))
    return -EFAULT;
  return result;
}

/* Kernel memory, for the program that plays the kernel side too. */
static int control_mmap(struct file* file, struct vm_area_struct* vma) {
  const struct ddi_resource* memory = memory_of(file->private_data, (u64)vma->vm_pgoff << PAGE_SHIFT);
  unsigned long page;
  int error = 0;

  if (!memory || vma_pages(vma) > memory->pages || !(vma->vm_flags & VM_SHARED)) return -EINVAL;
  vma->vm_flags |= VM_MIXEDMAP | VM_DONTEXPAND;
  for (page = 0; !error && page < vma_pages(vma); ++page)
    error =
        vm_insert_page(vma, vma->vm_start + (page << PAGE_SHIFT), virt_to_page(memory->kernel + (page << PAGE_SHIFT)));
  return error;
}

static int control_open(struct inode* inode, struct file* file) {
  struct ddi_control* control = kzalloc(sizeof(*control), GFP_KERNEL);

  if (!control) return -ENOMEM;
  kref_init(&control->references);
  mutex_init(&control->lock);
  INIT_LIST_HEAD(&control->closes);
  file->private_data = control;
  return 0;
}

static int control_release(struct inode* inode, struct file* file) {
  struct ddi_control* control = file->private_data;
  int i;

  ddi_devices_abandon(control);
  for (i = 0; i < most_memory; ++i) ddi_resource_free(control->memory[i]);
  ddi_control_put(control);
  return 0;
}

const struct file_operations ddi_control_operations = {.owner = THIS_MODULE,
                                                       .open = control_open,
                                                       .release = control_release,
                                                       .unlocked_ioctl = control_ioctl,
                                                       .mmap = control_mmap,
                                                       .llseek = no_llseek};
