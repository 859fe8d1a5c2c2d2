// file:PATH@BASE+LENGTH: any file that can be mapped, as if it were the physical memory at BASE.
// SPDX-License-Identifier: Apache-2.0
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <cerrno>
#include <cstring>

#include "device.hpp"
#include "linux/context/machine.hpp"
#include "linux/io/text_file.hpp"
#include "physical_range.hpp"
#include "refusal.hpp"

namespace mapproof::lnx {
namespace {

struct stat status_of(const std::string& target, const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    throw Refusal(errno,
                  "target '" + target + "' cannot be used (" + std::strerror(errno) + "): name a file that exists.");
  }
  if (!S_ISREG(status.st_mode) && !S_ISCHR(status.st_mode)) {
    throw Refusal(ENODEV, "target '" + target + "' cannot be mapped: name a regular file or a character device.");
  }
  return status;
}

// Beyond the end of a file Linux maps without a word, and the access dies by SIGBUS.
void require_length(const std::string& target, const struct stat& status, std::uint64_t needed) {
  if (S_ISCHR(status.st_mode) || static_cast<std::uint64_t>(status.st_size) >= needed) return;
  throw Refusal(ENXIO, "target '" + target + "' is longer than its file of " + std::to_string(status.st_size) +
                           " bytes: name a shorter range, or lengthen the file to " + std::to_string(needed) + ".");
}

// Two answers for one physical address would make every lookup doubtful.
void require_no_ram(const std::string& target, const PhysicalRange& range, const Paths& paths) {
  if (!has_ram_between(paths.iomem, range.first, range.last())) return;
  throw Refusal(EADDRINUSE,
                "target '" + target +
                    "' declares addresses of this machine's own RAM (see System RAM in /proc/iomem): "
                    "declare a base outside of it, or put :shadow behind the range to have the window there.");
}

// By `:shadow` a user says that the window lies where this machine has RAM: then the window wins.
bool cut_shadow(std::string& text) {
  const std::string ending = ":shadow";
  if (text.size() < ending.size() || text.compare(text.size() - ending.size(), ending.size(), ending) != 0)
    return false;
  text.resize(text.size() - ending.size());
  return true;
}

std::size_t huge_page_of(const std::string& path) {
  struct statfs system {};
  const bool huge = statfs(path.c_str(), &system) == 0 && system.f_type == HUGETLBFS_MAGIC;
  return huge ? static_cast<std::size_t>(system.f_bsize) : 0;
}

}  // namespace

Device find_file(const std::string& target, const Paths& paths, const Machine& machine) {
  const std::string form = "file:PATH@BASE+LENGTH, e.g. file:/dev/shm/window@0xfe000000+0x100000";
  constexpr const char scheme[] = "file:";
  std::string rest = target.substr(sizeof scheme - 1);
  const bool shadows = cut_shadow(rest);
  const std::string::size_type at = rest.rfind('@');
  const PhysicalRange range =
      parse_range(target, at == std::string::npos || at == 0 ? "" : rest.substr(at + 1), form, machine);
  if (!shadows) require_no_ram(target, range, paths);
  const std::string path = rest.substr(0, at);
  const struct stat status = status_of(target, path);
  const std::size_t huge = huge_page_of(path);
  const std::size_t page = huge != 0 ? huge : machine.page;
  const std::uint64_t begin = range.first / page * page;
  require_length(target, status, range.first - begin + range.length);

  Device device;
  device.name = hexadecimal(range.first) + "+" + hexadecimal(range.length);
  device.physical = range.first;
  device.length = range.length;
  device.is_file = true;
  device.huge_page = huge;
  device.with_nocache = {path, 0, begin};
  device.without_nocache = device.with_nocache;
  const bool regular = S_ISREG(status.st_mode);
  if (regular) {
    // Linux knows no way to map a file's pages uncached.
    device.caching_with_nocache = device.caching_without_nocache = MAPPROOF_CACHED;
    device.notes.emplace_back("file.caching", "cached, also with PROT_NOCACHE: Linux maps a file's pages no other way");
  }
  device.is_memory = range.is_memory.value_or(regular);
  if (shadows) device.notes.emplace_back("file.shadow", "yes: its addresses may be those of RAM too");
  device.notes.emplace_back("file.kind", huge != 0 ? "huge pages of " + std::to_string(huge) + " bytes"
                                         : regular ? "regular file"
                                                   : "character device");
  return device;
}

}  // namespace mapproof::lnx
