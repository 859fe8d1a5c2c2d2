// The kernel functions of the SVR5 DDI over a framework of the contract.
// SPDX-License-Identifier: Apache-2.0
#include "kernel.h"

#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <unordered_map>

// Driver source sees these by backends/ddi/include/sys, which cannot be read beside this system's own headers.
extern "C" {
std::uint32_t devmem_ppid(unsigned long long key, unsigned chunk, std::size_t offset);
std::uint32_t kvtoppid(char* address);
std::uint32_t phystoppid(unsigned long address);
std::uint32_t hat_getkpfnum(char* address);
std::uint32_t hat_getppfnum(unsigned long address, unsigned space);
unsigned long ptob(unsigned long pages);
unsigned long btop(unsigned long bytes);
unsigned long btopr(unsigned long bytes);
void* kmem_alloc(std::size_t size, int flag);
void* kmem_zalloc(std::size_t size, int flag);
void kmem_free(void* address, std::size_t size);
int copyin(char* from, char* to, std::size_t count);
int copyout(char* from, char* to, std::size_t count);
int drv_priv(void* cred);
unsigned long getmajor(unsigned long device);
unsigned long getminor(unsigned long device);
void cmn_err(int level, const char* format, ...);
}

namespace {

constexpr std::uint32_t nopage = UINT32_MAX;

/// Names pages in 31 bits, because a driver from before DDI 8 answers with an int. The names are in no order.
class PageNames {
 public:
  std::uint32_t of(mapproof_page_id id) {
    if (id == MAPPROOF_NOPAGE) return nopage;
    const auto known = names_.find(id);
    if (known != names_.end()) return known->second;
    const auto name = static_cast<std::uint32_t>(names_.size() + 1) * scatter & 0x7fffffffu;
    names_[id] = name;
    ids_[name] = id;
    return name;
  }
  mapproof_page_id id(std::uint32_t name) const {
    const auto known = ids_.find(name);
    return known == ids_.end() ? MAPPROOF_NOPAGE : known->second;
  }

 private:
  static constexpr std::uint32_t scatter = 0x9E3779B1u;  // odd: no two numbers meet
  std::unordered_map<mapproof_page_id, std::uint32_t> names_;
  std::unordered_map<std::uint32_t, mapproof_page_id> ids_;
};

struct Kernel {
  std::mutex mutex;
  const mapproof_backend* table = nullptr;
  mapproof_session* session = nullptr;
  PageNames names;
  std::multimap<std::size_t, void*> freed;  // whole pages, by their length
};

Kernel& kernel() {
  static Kernel the_one;
  return the_one;
}

std::uint32_t name_page(const mapproof_page_id_request& request) {
  Kernel& k = kernel();
  if (k.table == nullptr || k.table->page_id == nullptr) return nopage;
  const mapproof_page_id id = k.table->page_id(k.session, &request);
  const std::lock_guard<std::mutex> lock(k.mutex);
  return k.names.of(id);
}

std::size_t page_size() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

void* whole_pages(std::size_t size) {
  if (void* const used_before = mapproof_ddi_take_freed(size)) return used_before;
  const Kernel& k = kernel();
  void* address = nullptr;
  if (k.table == nullptr || k.table->kernel_memory == nullptr) return nullptr;
  return k.table->kernel_memory(k.session, ptob(btopr(size)), &address).error == 0 ? address : nullptr;
}

// A bad address is an answer and not the end of the process, where the system can tell.
int copy(char* from, char* to, std::size_t count) {
#ifdef __linux__
  const iovec local{to, count};
  const iovec remote{from, count};
  const ssize_t copied = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
  if (copied >= 0) return static_cast<std::size_t>(copied) == count ? 0 : -1;
  if (errno == EFAULT) return -1;
#endif
  std::memcpy(to, from, count);
  return 0;
}

constexpr unsigned minor_bits = 18;

}  // namespace

void mapproof_ddi_boot(const mapproof_backend* table, mapproof_session* session) {
  Kernel& k = kernel();
  const std::lock_guard<std::mutex> lock(k.mutex);
  k.table = table;
  k.session = session;
  k.names = PageNames();
  k.freed.clear();
}

mapproof_page_id mapproof_ddi_page_id(std::uint32_t ppid) {
  Kernel& k = kernel();
  const std::lock_guard<std::mutex> lock(k.mutex);
  return k.names.id(ppid);
}

// The rest of a longer block stays free.
void* mapproof_ddi_take_freed(std::size_t length) {
  Kernel& k = kernel();
  const std::lock_guard<std::mutex> lock(k.mutex);
  const auto block = k.freed.lower_bound(btopr(length));
  if (block == k.freed.end()) return nullptr;
  void* const address = block->second;
  const std::size_t left = block->first - btopr(length);
  k.freed.erase(block);
  if (left != 0) k.freed.emplace(left, static_cast<char*>(address) + ptob(btopr(length)));
  return address;
}

std::uint32_t devmem_ppid(unsigned long long key, unsigned chunk, std::size_t offset) {
  mapproof_page_id_request request{};
  request.source = MAPPROOF_DEVMEM_PPID;
  request.key = key;
  request.chunk = chunk;
  request.offset = offset;
  return name_page(request);
}

std::uint32_t kvtoppid(char* address) {
  mapproof_page_id_request request{};
  request.source = MAPPROOF_KVTOPPID;
  request.address = address;
  return name_page(request);
}

std::uint32_t phystoppid(unsigned long address) {
  mapproof_page_id_request request{};
  request.source = MAPPROOF_PHYSTOPPID;
  request.physical = address;
  return name_page(request);
}

std::uint32_t hat_getkpfnum(char* address) {
  mapproof_page_id_request request{};
  request.source = MAPPROOF_HAT_GETKPFNUM;
  request.address = address;
  return name_page(request);
}

std::uint32_t hat_getppfnum(unsigned long address, unsigned space) {
  mapproof_page_id_request request{};
  request.source = MAPPROOF_HAT_GETPPFNUM;
  request.physical = address;
  request.space = space;
  return name_page(request);
}

unsigned long ptob(unsigned long pages) { return pages * page_size(); }
unsigned long btop(unsigned long bytes) { return bytes / page_size(); }
unsigned long btopr(unsigned long bytes) { return btop(bytes) + (bytes % page_size() != 0 ? 1 : 0); }

void* kmem_alloc(std::size_t size, int) { return size < page_size() ? std::malloc(size) : whole_pages(size); }

void* kmem_zalloc(std::size_t size, int flag) {
  void* const address = kmem_alloc(size, flag);
  return address == nullptr ? nullptr : std::memset(address, 0, size);
}

void kmem_free(void* address, std::size_t size) {
  if (size < page_size()) return std::free(address);
  Kernel& k = kernel();
  const std::lock_guard<std::mutex> lock(k.mutex);
  k.freed.emplace(btopr(size), address);
}

int copyin(char* from, char* to, std::size_t count) { return copy(from, to, count); }
int copyout(char* from, char* to, std::size_t count) { return copy(from, to, count); }

int drv_priv(void*) { return geteuid() == 0 ? 0 : EPERM; }

unsigned long getmajor(unsigned long device) { return device >> minor_bits; }
unsigned long getminor(unsigned long device) { return device & ((1ul << minor_bits) - 1); }

void cmn_err(int level, const char* format, ...) {
  constexpr const char* words[] = {"", "NOTICE: ", "WARNING: ", "PANIC: "};
  constexpr int panic = 3;
  std::fputs(words[level < 0 || level > panic ? 0 : level], stderr);
  va_list arguments;
  va_start(arguments, format);
  std::vfprintf(stderr, format, arguments);
  va_end(arguments);
  std::fputc('\n', stderr);
  if (level == panic) std::abort();
}
