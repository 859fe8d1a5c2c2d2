// Mappings that do nothing but count.
// SPDX-License-Identifier: Apache-2.0
#include "mapping_filler.hpp"

#include <sys/mman.h>

#include "linux/io/text_file.hpp"
#include "linux/pages/maps.hpp"

namespace mapproof::lnx {
namespace {

// More would take seconds, in the kernel and in every reader of /proc/self/maps.
constexpr std::uint64_t most_mappings = 300000;
// How many are made one by one at the end, until the kernel itself says that the table is full.
constexpr std::uint64_t single = 16;

std::uint64_t count_mappings() {
  MapsReader maps;
  std::uint64_t count = 0;
  for (MapsLine line; maps.opened() && maps.next(line);) ++count;
  return count;
}

void* map_nothing(std::size_t length, int protection) {
  return mmap(nullptr, length, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

// Every second page of one mapping gets another protection: two mappings more for each system call.
bool fill_in_bulk(std::vector<Provoked::Filler>& fillers, std::size_t page, std::uint64_t mappings) {
  void* const memory = map_nothing((mappings + 2) * page, PROT_NONE);
  if (memory == MAP_FAILED) return false;
  fillers.push_back({memory, (mappings + 2) * page});
  for (std::uint64_t i = 1; i < mappings; i += 2) {
    if (mprotect(static_cast<char*>(memory) + i * page, page, PROT_READ) != 0) return true;
  }
  return true;
}

}  // namespace

const char* fill_mapping_table(std::vector<Provoked::Filler>& fillers, std::size_t page, std::uint64_t left) {
  std::uint64_t limit = 0;
  if (!parse_number(read_line("/proc/sys/vm/max_map_count"), limit))
    return "vm.max_map_count cannot be read: mount /proc";
  if (limit > most_mappings)
    return "vm.max_map_count is above 300000: lower it with sysctl to test a full mapping table";
  if (left > limit / 2) return "that many mappings are always left";
  const std::uint64_t most = left + 4 * single;
  fillers.reserve(most);  // later there may be no memory to grow
  const std::uint64_t reserve = count_mappings() + left + single;
  if (reserve < limit && !fill_in_bulk(fillers, page, limit - reserve)) return "there is no address space to fill";
  // Neighbours of the same protection would become one mapping.
  while (fillers.size() < most) {
    void* const memory = map_nothing(page, fillers.size() % 2 == 0 ? PROT_READ : PROT_NONE);
    if (memory == MAP_FAILED) break;
    fillers.push_back({memory, page});
  }
  if (fillers.size() == most || fillers.size() <= left)
    return "the kernel granted more mappings than vm.max_map_count says";
  for (; left > 0; --left) {
    munmap(fillers.back().address, fillers.back().length);
    fillers.pop_back();
  }
  return nullptr;
}

void release_fillers(std::vector<Provoked::Filler>& fillers) {
  for (const Provoked::Filler& filler : fillers) munmap(filler.address, filler.length);
  fillers.clear();
}

}  // namespace mapproof::lnx
