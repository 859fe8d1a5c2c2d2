/* Stands in for QNX's <sys/mman.h> where there is no QNX, so that every Linux build compiles and tests this backend.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Declarations as the QNX library reference gives them; values as the interface of the 6.4 era had them. Calls that the
 * host's C library has too get another symbol, so that a stand-in can answer them. MAPPROOF_QNX_WITHOUT_64 leaves out
 * what the newest release need not declare. Linux's MAP_ANONYMOUS, MAP_POPULATE, madvise() and the like are not here.
 */
#ifndef MAPPROOF_STUB_SYS_MMAN_H
#define MAPPROOF_STUB_SYS_MMAN_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PROT_NONE 0x000
#define PROT_READ 0x100
#define PROT_WRITE 0x200
#define PROT_EXEC 0x400
#define PROT_NOCACHE 0x800

#define MAP_TYPE 0x0000000f
#define MAP_SHARED 0x00000001
#define MAP_PRIVATE 0x00000002
#define MAP_FIXED 0x00000010
#define MAP_LAZY 0x00000080
#define MAP_STACK 0x00001000
#define MAP_PHYS 0x00010000
#define MAP_ANON 0x00080000
#ifndef MAPPROOF_QNX_WITHOUT_64
#define MAP_NOINIT 0x00004000
#define MAP_NOX64K 0x00020000
#define MAP_BELOW16M 0x00040000
#endif

#define MAP_FAILED ((void*)-1)
#define MAP_DEVICE_FAILED ((uintptr_t)-1)
#define NOFD (-1)

#define MCL_CURRENT 1
#define MCL_FUTURE 2

#define MS_ASYNC 1
#define MS_SYNC 2
#define MS_INVALIDATE 4

#define POSIX_TYPED_MEM_ALLOCATE 1
#define POSIX_TYPED_MEM_ALLOCATE_CONTIG 2
#define POSIX_TYPED_MEM_MAP_ALLOCATABLE 4

struct posix_typed_mem_info {
  size_t posix_tmi_length;
};

void* mmap(void* addr, size_t len, int prot, int flags, int fildes, off_t off) __asm__("stub_mmap");
#ifndef MAPPROOF_QNX_WITHOUT_64
void* mmap64(void* addr, size_t len, int prot, int flags, int fildes, off64_t off) __asm__("stub_mmap64");
int mem_offset64(const void* addr, int fd, size_t length, off64_t* offset, size_t* contig_len);
int posix_mem_offset64(const void* addr, size_t len, off64_t* off, size_t* contig_len, int* fildes);
#endif
int munmap(void* addr, size_t len) __asm__("stub_munmap");
int munmap_flags(void* addr, size_t len, unsigned flags);
int mprotect(void* addr, size_t len, int prot) __asm__("stub_mprotect");
void* mmap_device_memory(void* addr, size_t len, int prot, int flags, uint64_t physical);
int munmap_device_memory(void* addr, size_t len);
uintptr_t mmap_device_io(size_t len, uint64_t io);
int munmap_device_io(uintptr_t io, size_t len);
int mem_offset(const void* addr, int fd, size_t length, off_t* offset, size_t* contig_len);
int posix_mem_offset(const void* addr, size_t len, off_t* off, size_t* contig_len, int* fildes);
int posix_typed_mem_open(const char* name, int oflag, int tflag);
int posix_typed_mem_get_info(int fildes, struct posix_typed_mem_info* info);
int mlock(const void* addr, size_t len) __asm__("stub_mlock");
int munlock(const void* addr, size_t len) __asm__("stub_munlock");
int mlockall(int flags) __asm__("stub_mlockall");
int munlockall(void) __asm__("stub_munlockall");

int msync(void* addr, size_t len, int flags);
int shm_open(const char* name, int oflag, mode_t mode);
int shm_unlink(const char* name);

#ifdef __cplusplus
}
#endif

#endif
