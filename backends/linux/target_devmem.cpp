// devmem:BASE+LENGTH: a range of the physical space, through /dev/mem.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "device.hpp"
#include "refusal.hpp"
#include "text_file.hpp"

namespace mapproof::lnx {

Device find_devmem(const std::string& target, const Paths& paths, std::uint64_t highest_physical) {
  constexpr const char scheme[] = "devmem:";
  const std::string range = target.substr(sizeof scheme - 1);
  const std::string::size_type plus = range.find('+');
  Device device;
  if (plus == std::string::npos || !parse_number(range.substr(0, plus), device.physical) ||
      !parse_number(range.substr(plus + 1), device.length) || device.length == 0) {
    throw Refusal(EINVAL,
                  "target '" + target + "' is malformed: write devmem:BASE+LENGTH, e.g. devmem:0xfe000000+0x1000.");
  }
  const std::uint64_t last = device.physical + (device.length - 1);
  if (last < device.physical || last > highest_physical) {
    throw Refusal(ENXIO, "target '" + target + "' ends above " + hexadecimal(highest_physical) +
                             ", the last physical address of this machine: name a range below it.");
  }
  if (access(paths.devmem.c_str(), F_OK) != 0) {
    throw Refusal(ENOENT, "target '" + target + "' cannot be opened: there is no " + paths.devmem +
                              " here (a kernel without CONFIG_DEVMEM); use a pci: target.");
  }
  device.name = hexadecimal(device.physical) + "+" + hexadecimal(device.length);
  device.with_nocache = {paths.devmem, O_SYNC, 0};
  device.without_nocache = {paths.devmem, 0, 0};
  device.caching_with_nocache = MAPPROOF_UNCACHED;
  // Without O_SYNC the kernel asks for write-back, and what comes of it depends on the machine's memory types.
  device.caching_without_nocache = MAPPROOF_CACHING_UNKNOWN;
  return device;
}

}  // namespace mapproof::lnx
