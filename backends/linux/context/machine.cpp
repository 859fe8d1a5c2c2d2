// Facts about this machine, read from /proc and /sys.
// SPDX-License-Identifier: Apache-2.0
#include "machine.hpp"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "linux/io/text_file.hpp"

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

namespace mapproof::lnx {
namespace {

// Occupied pages count: the question is only whether the address exists. Bare system calls, because the thread
// sanitizer does not let its own mmap() out of the addresses that it knows.
bool is_user_address(std::uintptr_t address, std::size_t page) {
  const long flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
  const long got = syscall(SYS_mmap, address, page, PROT_NONE, flags, -1, 0);
  if (got == -1) return errno == EEXIST;
  syscall(SYS_munmap, got, page);
  return static_cast<std::uintptr_t>(got) == address;
}

// The user's half ends at a power of two, less at most one page (x86 leaves that out).
std::uintptr_t find_highest_address(std::size_t page) {
  for (unsigned bits = 48; bits >= 30; --bits) {
    const std::uintptr_t top = std::uintptr_t{1} << bits;
    if (is_user_address(top - page, page)) return top - 1;
    if (is_user_address(top - 2 * page, page)) return top - page - 1;
  }
  return (std::uintptr_t{1} << 30) - 1;
}

std::uint64_t find_highest_physical() {
  for (const std::string& line : lines_of(read_text("/proc/cpuinfo"))) {
    unsigned bits = 0;
    if (std::sscanf(line.c_str(), "address sizes : %u bits physical", &bits) == 1 && bits > 0 && bits < 64) {
      return (std::uint64_t{1} << bits) - 1;
    }
  }
  return UINT64_MAX;
}

std::uint32_t count_nodes() {
  // "0", "0-3" or "0-1,4": the number after the last separator is the highest node.
  const std::string online = read_line("/sys/devices/system/node/online");
  std::uint64_t highest = 0;
  const std::string::size_type separator = online.find_last_of("-,");
  return parse_number(separator == std::string::npos ? online : online.substr(separator + 1), highest)
             ? static_cast<std::uint32_t>(highest) + 1
             : 1;
}

std::string kernel_option(const std::string& config, const std::string& option) {
  if (config.empty()) return "unknown";
  return config.find("\n" + option + "=y") != std::string::npos ? "on" : "off";
}

// "none [integrity] confidentiality": the one in brackets.
std::string lockdown_state() {
  const std::string line = read_line("/sys/kernel/security/lockdown");
  const std::string::size_type open = line.find('['), shut = line.find(']');
  return open == std::string::npos || shut < open ? "unknown" : line.substr(open + 1, shut - open - 1);
}

}  // namespace

Machine learn_machine() {
  Machine machine;
  machine.page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  while ((std::size_t{1} << machine.page_shift) < machine.page) ++machine.page_shift;
  std::uint64_t lowest = 0;
  parse_number(read_line("/proc/sys/vm/mmap_min_addr"), lowest);
  machine.lowest_address = std::max<std::uintptr_t>((lowest + machine.page - 1) / machine.page, 1) * machine.page;
  machine.highest_address = find_highest_address(machine.page);
  machine.highest_physical = find_highest_physical();
  machine.node_count = count_nodes();
  return machine;
}

std::size_t large_page() {
  const std::string folder = "/sys/kernel/mm/transparent_hugepage/";
  std::uint64_t size = 0;
  const bool given = read_line(folder + "enabled").find("[never]") == std::string::npos;
  return given && parse_number(read_line(folder + "hpage_pmd_size"), size) ? static_cast<std::size_t>(size) : 0;
}

bool has_ram_between(const std::string& iomem, std::uint64_t first, std::uint64_t last) {
  for (const std::string& line : lines_of(read_text(iomem))) {
    unsigned long long low = 0, high = 0;
    if (line.find("System RAM") == std::string::npos || line[0] == ' ') continue;
    if (std::sscanf(line.c_str(), "%llx-%llx", &low, &high) == 2 && low <= last && high >= first) return true;
  }
  return false;
}

std::vector<std::pair<std::string, std::string>> kernel_notes(bool knows_frames) {
  utsname name{};
  uname(&name);
  const std::string config = read_text("/boot/config-" + std::string(name.release));
  return {{"kernel.release", name.release},
          {"kernel.strict_devmem", kernel_option(config, "CONFIG_STRICT_DEVMEM")},
          {"kernel.io_strict_devmem", kernel_option(config, "CONFIG_IO_STRICT_DEVMEM")},
          {"kernel.lockdown", lockdown_state()},
          {"cap_sys_admin", knows_frames ? "yes" : "no"},
          {"vm.max_map_count", read_line("/proc/sys/vm/max_map_count")},
          {"vm.mmap_min_addr", read_line("/proc/sys/vm/mmap_min_addr")}};
}

}  // namespace mapproof::lnx
