// What the system tells of itself: a process's mappings, and the regions of memory in its page.
// SPDX-License-Identifier: Apache-2.0
#include <devctl.h>
#include <sys/mman.h>
#include <sys/procfs.h>
#include <sys/syspage.h>

#include <cstring>
#include <vector>

#include "system.hpp"

namespace {

procfs_mapinfo as_the_system_tells(const mapproof_mapping& mapping) {
  procfs_mapinfo entry{};
  entry.vaddr = mapping.address;
  entry.size = mapping.length;
  entry.flags = mapping.protection << 8 & (PROT_READ | PROT_WRITE | PROT_EXEC);
  const bool is_device = mapping.physical != UINT64_MAX;
  entry.flags |= is_device ? MAP_PHYS | MAP_SHARED : MAP_ANON | MAP_PRIVATE;
  entry.offset = is_device ? static_cast<off64_t>(mapping.physical) : 0;
  return entry;
}

}  // namespace

extern "C" {

int devctl(int, int command, void* data, std::size_t bytes, int* info) {
  if (command != DCMD_PROC_MAPINFO) return ENOSYS;
  const mapproof::stub::System& system = mapproof::stub::system();
  std::vector<mapproof_mapping> entries(bytes / sizeof(procfs_mapinfo));
  std::size_t count = 0;
  const mapproof_arrange_outcome listed =
      system.table->mappings(system.session, entries.data(), entries.size(), &count);
  auto* const told = static_cast<procfs_mapinfo*>(data);
  for (std::size_t i = 0; i < entries.size() && i < count; ++i) told[i] = as_the_system_tells(entries[i]);
  *info = static_cast<int>(count);
  return listed.error;
}

// The regions are the model's pools: each is named below "memory".
struct asinfo_entry mapproof_stub_asinfo[16];
unsigned mapproof_stub_asinfo_bytes = 0;
struct strings_entry mapproof_stub_strings[1];

}  // extern "C"

namespace mapproof::stub {

void name_regions(const mapproof_typed_facts& pools, std::uint64_t highest) {
  static constexpr char root[] = "/memory";
  constexpr std::size_t own_name = sizeof root;
  char* const strings = mapproof_stub_strings->data;
  std::strcpy(strings, root + 1);
  std::size_t at = own_name;
  mapproof_stub_asinfo[0] = {0, highest, AS_NULL_OFF, 0, 0, 0};
  std::size_t count = 1;
  for (std::size_t i = 0; i < pools.pool_count && count < 16; ++i) {
    const mapproof_typed_pool& pool = pools.pools[i];
    if (std::strcmp(pool.name, root) == 0) continue;
    std::strcpy(strings + at, pool.name + own_name);
    mapproof_stub_asinfo[count++] = {pool.lowest, pool.highest, 0, static_cast<std::uint16_t>(at), 0, 0};
    at += std::strlen(strings + at) + 1;
  }
  mapproof_stub_asinfo_bytes = static_cast<unsigned>(count * sizeof mapproof_stub_asinfo[0]);
}

}  // namespace mapproof::stub
