// The QNX calls as the tests want them.
// SPDX-License-Identifier: Apache-2.0
#include "native_calls.hpp"

#include <devctl.h>
#include <hw/inout.h>
#include <sys/mman.h>
#include <sys/neutrino.h>
#include <sys/procmgr.h>
#include <sys/resource.h>
#include <sys/syspage.h>

#include <cerrno>

NativeCalls& native() {
  static NativeCalls calls;
  return calls;
}

namespace {

std::intptr_t record(const char* name, const void* address, std::size_t length, int protection = 0, int flags = 0,
                     int fd = 0, std::uint64_t physical = 0) {
  NativeCalls& calls = native();
  calls.name = name;
  calls.address = reinterpret_cast<std::uintptr_t>(address);
  calls.length = length;
  calls.protection = protection;
  calls.flags = flags;
  calls.fd = fd;
  calls.physical = physical;
  if (calls.error != 0) errno = calls.error;
  return calls.answer;
}

template <class Offset>
int answer_offset(int answer, Offset* offset, std::size_t* contig_length) {
  if (native().writes_results && offset != nullptr) *offset = static_cast<Offset>(native().offset);
  if (native().writes_results && contig_length != nullptr) *contig_length = native().contig_length;
  return answer;
}

int to_int(std::intptr_t answer) { return static_cast<int>(answer); }

}  // namespace

extern "C" {

void* mmap_device_memory(void* addr, size_t len, int prot, int flags, uint64_t physical) {
  return reinterpret_cast<void*>(record("mmap_device_memory", addr, len, prot, flags, 0, physical));
}
int munmap_device_memory(void* addr, size_t len) { return to_int(record("munmap_device_memory", addr, len)); }
int getrlimit(int, struct rlimit* limit) {
  *limit = {native().address_space, RLIM_INFINITY};
  return 0;
}
int setrlimit(int, const struct rlimit* limit) {
  native().address_space = limit->rlim_cur;
  return 0;
}
void* mmap64(void* addr, size_t len, int prot, int flags, int fd, off64_t off) {
  if (native().used_address_space + len > native().address_space) return errno = ENOMEM, MAP_FAILED;
  return reinterpret_cast<void*>(record("mmap64", addr, len, prot, flags, fd, static_cast<std::uint64_t>(off)));
}
int munmap(void* addr, size_t len) { return to_int(record("munmap", addr, len)); }
int munmap_flags(void* addr, size_t len, unsigned flags) {
  return to_int(record("munmap_flags", addr, len, 0, static_cast<int>(flags)));
}
int mprotect(void* addr, size_t len, int prot) { return to_int(record("mprotect", addr, len, prot)); }
uintptr_t mmap_device_io(size_t len, uint64_t io) {
  return static_cast<uintptr_t>(record("mmap_device_io", nullptr, len, 0, 0, 0, io));
}
int munmap_device_io(uintptr_t io, size_t len) { return to_int(record("munmap_device_io", nullptr, len, 0, 0, 0, io)); }
int mem_offset(const void* addr, int fd, size_t len, off_t* offset, size_t* contig) {
  return answer_offset(to_int(record("mem_offset", addr, len, 0, 0, fd)), offset, contig);
}
int mem_offset64(const void* addr, int fd, size_t len, off64_t* offset, size_t* contig) {
  return answer_offset(to_int(record("mem_offset64", addr, len, 0, 0, fd)), offset, contig);
}
int posix_mem_offset(const void* addr, size_t len, off_t* offset, size_t* contig, int*) {
  return answer_offset(to_int(record("posix_mem_offset", addr, len)), offset, contig);
}
int posix_mem_offset64(const void* addr, size_t len, off64_t* offset, size_t* contig, int*) {
  return answer_offset(to_int(record("posix_mem_offset64", addr, len)), offset, contig);
}
int posix_typed_mem_open(const char* name, int oflag, int tflag) {
  return to_int(record(name, nullptr, 0, oflag, tflag));
}
int posix_typed_mem_get_info(int fd, struct posix_typed_mem_info* info) {
  info->posix_tmi_length = native().contig_length;
  return to_int(record("posix_typed_mem_get_info", nullptr, 0, 0, 0, fd));
}
int mlock(const void* addr, size_t len) { return to_int(record("mlock", addr, len)); }
int munlock(const void* addr, size_t len) { return to_int(record("munlock", addr, len)); }
int mlockall(int flags) { return to_int(record("mlockall", nullptr, 0, 0, flags)); }
int munlockall(void) { return to_int(record("munlockall", nullptr, 0)); }
int ThreadCtl(int cmd, void* data) { return to_int(record("ThreadCtl", data, 0, 0, cmd)); }
uint8_t in8(uintptr_t port) { return static_cast<uint8_t>(record("in8", nullptr, 1, 0, 0, 0, port)); }
uint16_t in16(uintptr_t port) { return static_cast<uint16_t>(record("in16", nullptr, 2, 0, 0, 0, port)); }
uint32_t in32(uintptr_t port) { return static_cast<uint32_t>(record("in32", nullptr, 4, 0, 0, 0, port)); }
void out8(uintptr_t port, uint8_t value) { record("out8", nullptr, value, 0, 0, 0, port); }
void out16(uintptr_t port, uint16_t value) { record("out16", nullptr, value, 0, 0, 0, port); }
int procmgr_ability(pid_t, unsigned ability, ...) {
  record("procmgr_ability", nullptr, 0, 0, static_cast<int>(ability));
  return native().error;
}
int devctl(int, int, void*, size_t, int* info) {
  *info = 0;
  return 0;
}
struct asinfo_entry mapproof_stub_asinfo[1];
unsigned mapproof_stub_asinfo_bytes = 0;
struct strings_entry mapproof_stub_strings[1];
void out32(uintptr_t port, uint32_t value) { record("out32", nullptr, value, 0, 0, 0, port); }

}  // extern "C"
