// uio:uioN/M: one memory map of a UIO device, through its file in /dev.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>

#include "device.hpp"
#include "linux/io/text_file.hpp"
#include "pci_bar.hpp"
#include "physical_range.hpp"
#include "refusal.hpp"

namespace mapproof::lnx {
namespace {

NumberedPart parse(const std::string& target) {
  NumberedPart part = parse_numbered(target, "uio:", "uio:uioN/MAP, e.g. uio:uio0/0, with a map from 0 to 5");
  std::uint64_t number = 0;
  if (part.device.rfind("uio", 0) == 0 && parse_number(part.device.substr(3), number)) return part;
  throw Refusal(ENODEV, "target '" + target + "' names no UIO device: see ls /sys/class/uio.");
}

std::uint64_t number_in(const std::string& path) {
  std::uint64_t number = 0;
  parse_number(read_line(path), number);
  return number;
}

// A device that uio_pci_generic holds has no maps of its own: its BARs are in sysfs.
Device find_bar_behind(const std::string& target, const NumberedPart& parts, const std::string& folder,
                       const Paths& paths) {
  const std::string pci = link_name(folder + "/device");
  if (driver_behind(folder + "/device") == "uio_pci_generic") {
    return find_pci("pci:" + pci + "/" + std::to_string(parts.number), paths);
  }
  throw Refusal(ENODEV, "target '" + target + "' names a map that this device does not have: see " + folder + "/maps.");
}

}  // namespace

Device find_uio(const std::string& target, const Paths& paths, const Machine& machine) {
  const NumberedPart parts = parse(target);
  const std::string folder = paths.uio_class + "/" + parts.device;
  const std::string name = read_line(folder + "/name");
  if (name.empty()) {
    throw Refusal(
        ENODEV, "target '" + target + "' does not exist: there is no " + folder + "; bind the device to a UIO driver.");
  }
  const std::string map = folder + "/maps/map" + std::to_string(parts.number);
  const std::uint64_t begin = number_in(map + "/addr"), size = number_in(map + "/size");
  if (size == 0) return find_bar_behind(target, parts, folder, paths);
  const std::uint64_t offset = number_in(map + "/offset");
  if (begin % machine.page != 0 || begin > machine.highest_physical || offset >= size) {
    throw Refusal(ENODEV, "target '" + target + "' is no map of device memory: name one whose address in " + map +
                              "/addr is physical and begins a page.");
  }
  Device device;
  device.name = parts.device + "/" + std::to_string(parts.number);
  device.physical = begin + offset;
  device.length = size - offset;
  // The offset of mmap() only chooses the map; the kernel then maps it from its start.
  device.with_nocache = {paths.devices + "/" + parts.device, 0, begin, parts.number * machine.page, true};
  device.without_nocache = device.with_nocache;
  device.caching_with_nocache = device.caching_without_nocache = MAPPROOF_UNCACHED;
  device.is_memory = parts.is_memory.value_or(false);
  device.notes = {{"uio.name", name}, {"uio.map", read_line(map + "/name")}};
  return device;
}

}  // namespace mapproof::lnx
