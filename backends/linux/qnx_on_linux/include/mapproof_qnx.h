/* libmapproof_qnx: QNX's calls for device memory, on Linux.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Code written for QNX needs no change: put the installed folder include/mapproof_qnx/qnx in front of the include path,
 * and its <sys/mman.h>, <sys/neutrino.h> and <hw/inout.h> add what Linux's headers lack. This header is all of it
 * without those names. docs/qnx-on-linux.md says what differs from QNX. It is C89 and all that came after, C++ too.
 *
 * Which memory is served: MAPPROOF_QNX_TARGET in the environment names the windows that the process may map, e.g.
 * "pci:0000:00:04.0/2" or "file:/dev/shm/window@0x7e00000000+0x100000"; several with a comma between them. Without it
 * any physical address is: the PCI BAR that holds it, else the UIO map, else /dev/mem. A set-user-ID program ignores
 * the variable. The first call of a process reads it and allocates memory. Every later call is safe in threads, in
 * signal handlers and in a child after fork(), and none is a cancellation point.
 *
 * Errors: as on QNX, -1 or MAP_FAILED with errno; a success leaves errno alone.
 */
#ifndef MAPPROOF_QNX_H
#define MAPPROOF_QNX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* No descriptor. */
#define NOFD (-1)

/* A protection: device registers, and nothing between them and the processor. */
#define PROT_NOCACHE 0x800

/* Flags that Linux has no bit for. mmap_device_memory() implies MAP_PHYS and accepts the others without effect. */
#ifndef MAP_LAZY
#define MAP_LAZY 0x80
#define MAP_PHYS 0x200
#define MAP_NOINIT 0x400
#define MAP_BELOW16M 0x200000
#define MAP_NOX64K 0x400000
#define MAP_BELOW 0x800000
#endif

/* What mmap_device_io() returns on error. */
#define MAP_DEVICE_FAILED UINTPTR_MAX

#if defined(__GLIBC__) && !defined(__off64_t_defined)
typedef __off64_t off64_t;
#define __off64_t_defined
#elif !defined(__GLIBC__) && !defined(off64_t)
typedef off_t off64_t; /* musl's off_t has 64 bits, and its off64_t is a macro that not every program asks for */
#endif

/* A physical address. */
typedef uint64_t paddr_t;
typedef uint64_t paddr64_t;

/* Maps `length` bytes of the physical space at `physical`, which need not be page aligned: the pointer is that byte's.
 * `protection`: PROT_READ, PROT_WRITE, PROT_EXEC, PROT_NONE, PROT_NOCACHE. `flags`: 0, or MAP_FIXED to replace what is
 * at `address`. The caller unmaps it with munmap_device_memory() or munmap(). MAP_FAILED with errno: EINVAL length 0 or
 * bits that mean nothing; EPERM no right to map this memory, or not for writing; ENXIO the range is nobody's, or
 * address and physical differ inside a page under MAP_FIXED; ENOMEM no room in the address space; EAGAIN locked memory
 * would exceed its limit, or the kernel ran short of it. */
void* mmap_device_memory(void* address, size_t length, int protection, int flags, uint64_t physical);

/* mmap(), of which the <sys/mman.h> of this library makes this call. With MAP_PHYS and without MAP_ANON it is
 * mmap_device_memory() of the physical address `offset`. With both it is memory in one physical run, of at most 4 MiB,
 * locked, and not inherited by a child: EPERM or ENOTSUP where Linux hides physical addresses or has no such run,
 * EAGAIN it cannot be locked. A sharing type need not be named then. Without MAP_PHYS it is Linux's call. */
void* mapproof_qnx_mmap(void* address, size_t length, int protection, int flags, int fd, off64_t offset);

/* Unmaps every page that the range touches, whoever mapped it. 0, or -1 with errno: EINVAL length 0 or a range outside
 * of the address space; ENOMEM no room to record what is left of a mapping. */
int munmap_device_memory(void* address, size_t length);

/* Stores in *offset the physical address of this byte, and in *contig_length how many bytes from there, at most
 * `length`, are physically contiguous; either may be NULL. Ordinary memory must be locked (mlock()). 0, or -1 with
 * errno: EACCES nothing is mapped there; EAGAIN the memory is not locked; EBADF `fd` is not NOFD; EPERM Linux hides
 * physical addresses from this process (it wants CAP_SYS_ADMIN); EOVERFLOW off_t is too narrow. */
int mem_offset(const void* address, int fd, size_t length, off_t* offset, size_t* contig_length);
int mem_offset64(const void* address, int fd, size_t length, off64_t* offset, size_t* contig_length);

/* The same for memory that is mapped from an object: for a file its offset in the file, for a device or private memory
 * the physical address; *fd becomes NOFD. */
int posix_mem_offset(const void* address, size_t length, off_t* offset, size_t* contig_length, int* fd);
int posix_mem_offset64(const void* address, size_t length, off64_t* offset, size_t* contig_length, int* fd);

/* The physical address of a byte, or (paddr_t)-1 with the errno of mem_offset64(). */
paddr_t mphys(void* address);

/* Makes the object behind the descriptor, mostly of shm_open(), `size` bytes long: of memory with SHMCTL_ANON, and with
 * SHMCTL_PHYS the physical range at `physical`, which mmap() of this library then maps for every descriptor of it. What
 * is physical only this process and its children know; nobody reads or writes through another process's mapping. 0, or
 * -1 with errno: EBADF; EINVAL neither of the two, or size 0; ENOTSUP both of them; ENOSPC more than 64 objects. */
#define SHMCTL_ANON 0x1
#define SHMCTL_PHYS 0x2
#define SHMCTL_GLOBAL 0x4
#define SHMCTL_PRIV 0x8
#define SHMCTL_LOWERPROT 0x10
#define SHMCTL_LAZY 0x20
#define SHMCTL_NOX64K 0x40
int shm_ctl(int fd, int flags, uint64_t physical, uint64_t size);

/* Linux has no typed memory: posix_typed_mem_open() finds no object of any name (ENOENT), and no descriptor is one
 * (EBADF, or ENODEV if it is open). A program that falls back to MAP_PHYS with MAP_ANON works. */
#define POSIX_TYPED_MEM_ALLOCATE 0x1
#define POSIX_TYPED_MEM_ALLOCATE_CONTIG 0x2
#define POSIX_TYPED_MEM_MAP_ALLOCATABLE 0x4
struct posix_typed_mem_info {
  size_t posix_tmi_length;
};
int posix_typed_mem_open(const char* name, int oflag, int tflag);
int posix_typed_mem_get_info(int fd, struct posix_typed_mem_info* info);

/* A handle for in8() and its neighbours to the device registers at `io`. On x86 what lies below 65536 is a port: the
 * handle is the port, nothing is mapped, and ThreadCtl(_NTO_TCTL_IO, 0) gives the right to use it; where
 * MAPPROOF_QNX_TARGET names targets, only the ports among them are. Anything else is uncached memory.
 * MAP_DEVICE_FAILED with errno: EINVAL length 0; EPERM; ENXIO no such ports; and those of mmap_device_memory(). */
uintptr_t mmap_device_io(size_t length, uint64_t io);
int munmap_device_io(uintptr_t handle, size_t length);

/* A port of x86, `width` bytes at it: what in8() and its neighbours of <hw/inout.h> call. A port that is not among
 * those that MAPPROOF_QNX_TARGET names reads as all ones, and is not written. */
uint32_t mapproof_qnx_in(uintptr_t handle, unsigned width);
void mapproof_qnx_out(uintptr_t handle, unsigned width, uint32_t value);

/* ThreadCtl(_NTO_TCTL_IO, 0): I/O privilege for the calling thread, and all memory of the process locked. The same with
 * _NTO_TCTL_IO_PRIV, and with _NTO_TCTL_IO_LEVEL, whose data is _NTO_IO_LEVEL_1. 0, or -1 with errno: EPERM Linux
 * refuses port access (it wants CAP_SYS_RAWIO); EINVAL another level; ENOTSUP another command; and those of mlockall().
 */
#define _NTO_TCTL_IO 14
#define _NTO_TCTL_IO_PRIV 18
#define _NTO_TCTL_IO_LEVEL 19
#define _NTO_IO_LEVEL_1 1
int ThreadCtl(int command, void* data);

/* Sleeps at least so many milliseconds; how many were left if a signal handler ran. */
unsigned int delay(unsigned int milliseconds);
/* Keep the processor busy for at least this time. 0 (EOK), or an errno: EINVAL a time that is none. A count is a
 * nanosecond. */
struct timespec;
int nanospin(const struct timespec* time);
int nanospin_ns(unsigned long nanoseconds);
void nanospin_count(unsigned long count);
unsigned long nanospin_ns_to_count(unsigned long nanoseconds);
int nanospin_calibrate(int disable);

/* Why the last map or lookup of this thread that was refused was so: a sentence, or "" if none was. Not of QNX. Valid
 * until the thread's next call. With MAPPROOF_QNX_VERBOSE=1 in the environment each is printed to standard error too.
 */
const char* mapproof_qnx_reason(void);

#ifdef __cplusplus
}
#endif

#endif
