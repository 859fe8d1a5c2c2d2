// Reads /sys/devices/system/node and the list of memory types in debugfs.
// SPDX-License-Identifier: Apache-2.0
#include "kernel_lists.hpp"

#include <dirent.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace mapproof::lab {

int node_of(std::uint64_t physical) {
  // Hexadecimal without a prefix.
  std::string block_size;
  std::ifstream("/sys/devices/system/memory/block_size_bytes") >> block_size;
  const std::uint64_t block = physical / std::stoull(block_size, nullptr, 16);
  const std::string folder = "/sys/devices/system/memory/memory" + std::to_string(block);
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(opendir(folder.c_str()), closedir);
  if (!entries) return -1;
  int node = -1;
  while (const dirent* const entry = readdir(entries.get())) {
    if (std::sscanf(entry->d_name, "node%d", &node) == 1) return node;
  }
  return -1;
}

std::string memory_type_of(std::uint64_t physical) {
  std::ifstream list("/sys/kernel/debug/x86/pat_memtype_list");
  if (!list) throw std::runtime_error("the kernel's list of memory types cannot be read");
  for (std::string line; std::getline(list, line);) {
    unsigned long long first = 0, end = 0;
    char type[32] = "";
    if (std::sscanf(line.c_str(), "PAT: [mem %llx-%llx] %31s", &first, &end, type) != 3 &&
        std::sscanf(line.c_str(), "%31s @ %llx-%llx", type, &first, &end) != 3) {
      continue;
    }
    if (physical >= first && physical < end) return type;
  }
  return "";
}

std::size_t huge_kib_around(const void* address) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  std::ifstream list("/proc/self/smaps");
  bool inside = false;
  for (std::string line; std::getline(list, line);) {
    unsigned long long first = 0, end = 0;
    std::size_t kib = 0;
    if (std::sscanf(line.c_str(), "%llx-%llx ", &first, &end) == 2) inside = wanted >= first && wanted < end;
    if (inside && std::sscanf(line.c_str(), "AnonHugePages: %zu", &kib) == 1) return kib;
  }
  return 0;
}

}  // namespace mapproof::lab
