// devmem:BASE+LENGTH: a range of the physical space, through /dev/mem.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "device.hpp"
#include "linux/io/text_file.hpp"
#include "physical_range.hpp"
#include "refusal.hpp"

namespace mapproof::lnx {

Device find_devmem(const std::string& target, const Paths& paths, const Machine& machine) {
  constexpr const char scheme[] = "devmem:";
  const PhysicalRange range = parse_range(target, target.substr(sizeof scheme - 1),
                                          "devmem:BASE+LENGTH, e.g. devmem:0xfe000000+0x1000", machine);
  if (access(paths.devmem.c_str(), F_OK) != 0) {
    throw Refusal(ENOENT, "target '" + target + "' cannot be opened: there is no " + paths.devmem +
                              " here (a kernel without CONFIG_DEVMEM); use a pci: target.");
  }
  Device device;
  device.physical = range.first;
  device.length = range.length;
  device.is_memory = range.is_memory.value_or(false);
  device.name = hexadecimal(device.physical) + "+" + hexadecimal(device.length);
  device.with_nocache = {paths.devmem, O_SYNC, 0};
  device.without_nocache = {paths.devmem, 0, 0};
  device.caching_with_nocache = MAPPROOF_UNCACHED;
  // Without O_SYNC the kernel asks for write-back, and what comes of it depends on the machine's memory types.
  device.caching_without_nocache = MAPPROOF_CACHING_UNKNOWN;
  return device;
}

Device all_of_devmem(const Paths& paths, const Machine& machine) {
  Device device;
  // A length of 2^64 cannot be told: then the last byte is missing.
  device.length = machine.highest_physical == UINT64_MAX ? UINT64_MAX : machine.highest_physical + 1;
  device.with_nocache = {paths.devmem, O_SYNC};
  device.without_nocache = {paths.devmem, 0};
  return device;
}

}  // namespace mapproof::lnx
