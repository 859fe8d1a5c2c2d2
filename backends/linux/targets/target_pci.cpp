// pci:DDDD:BB:DD.F/N[:wc]: one memory BAR of a PCI device that no driver holds, through its files in sysfs.
// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "device.hpp"
#include "linux/io/text_file.hpp"
#include "pci_bar.hpp"
#include "refusal.hpp"

namespace mapproof::lnx {
namespace {

struct Address {
  std::string device;  // 0000:00:04.0
  unsigned bar = 0;
  bool write_combining = false;
};

Address parse(const std::string& target) {
  unsigned domain = 0, bus = 0, slot = 0, function = 0, bar = 0;
  int used = 0;
  const int fields =
      std::sscanf(target.c_str(), "pci:%8x:%2x:%2x.%1x/%1u%n", &domain, &bus, &slot, &function, &bar, &used);
  const std::string rest = fields == 5 ? target.substr(static_cast<std::size_t>(used)) : "";
  std::array<char, 32> canonical{};
  std::snprintf(canonical.data(), canonical.size(), "%04x:%02x:%02x.%x", domain, bus, slot, function);
  const std::string device = canonical.data();
  const bool as_written = fields == 5 && target.compare(4, device.size(), device) == 0;
  if (!as_written || bar > 5 || slot > 0x1f || function > 7 || (!rest.empty() && rest != ":wc")) {
    throw Refusal(EINVAL, "target '" + target +
                              "' is malformed: write pci:DDDD:BB:DD.F/BAR or pci:DDDD:BB:DD.F/BAR:wc, "
                              "e.g. pci:0000:00:04.0/2, with a BAR from 0 to 5.");
  }
  return {device, bar, rest == ":wc"};
}

bool exists(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0;
}

void require_free(const std::string& target, const std::string& folder, const Address& address) {
  const std::string driver = driver_behind(folder);
  if (driver.empty() || keeps_free(driver)) return;
  throw Refusal(EBUSY, "target '" + target + "' is held by the driver '" + driver + "': unbind it (echo " +
                           address.device + " > /sys/bus/pci/drivers/" + driver + "/unbind) or name another device.");
}

void require_memory(const std::string& target, const PciBar& bar) {
  if (bar.is_ports()) {
    throw Refusal(ENODEV, "target '" + target + "' is an I/O-port BAR: only memory BARs can be mapped.");
  }
  if (!bar.is_memory()) {
    throw Refusal(ENODEV, "target '" + target +
                              "' names a BAR that this device does not have: see the lines of its sysfs "
                              "file 'resource'.");
  }
}

std::string require_file(const std::string& target, const std::string& folder, const Address& address, bool combining) {
  const std::string name = "resource" + std::to_string(address.bar) + (combining ? "_wc" : "");
  if (exists(folder + "/" + name)) return folder + "/" + name;
  throw Refusal(ENODEV, "target '" + target + "' cannot be mapped: this kernel offers no file " + name + " for it.");
}

void require_decoding(const std::string& target, const std::string& folder, const Address& address) {
  if (decodes_memory((folder + "/config").c_str())) return;
  throw Refusal(EIO, "target '" + target +
                         "' is not enabled, its memory would read as all ones: enable it (echo 1 > "
                         "/sys/bus/pci/devices/" +
                         address.device + "/enable).");
}

Device find(const std::string& target, const Paths& paths, bool must_be_free) {
  const Address address = parse(target);
  const std::string folder = paths.pci_devices + "/" + address.device;
  if (!exists(folder)) {
    throw Refusal(ENODEV, "target '" + target + "' does not exist: there is no PCI device " + address.device +
                              " (ls /sys/bus/pci/devices lists them).");
  }
  const PciBar bar = read_pci_bar(folder, address.bar);
  require_memory(target, bar);
  const bool prefetchable = bar.is_prefetchable();
  if (address.write_combining && !prefetchable) {
    throw Refusal(ENODEV, "target '" + target +
                              "' is not prefetchable, so that the kernel offers no write combining for it: "
                              "leave ':wc' away.");
  }
  if (must_be_free) require_free(target, folder, address);
  const std::string plain = require_file(target, folder, address, false);
  const std::string other = address.write_combining ? require_file(target, folder, address, true) : plain;
  if (must_be_free) require_decoding(target, folder, address);

  const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  const std::uint64_t base = bar.first / page * page;
  Device device;
  device.name = address.device + "/" + std::to_string(address.bar);
  device.physical = bar.first;
  device.length = bar.last - bar.first + 1;
  device.with_nocache = {plain, 0, base, 0, false, true};
  device.without_nocache = {other, 0, base, 0, false, true};
  device.caching_with_nocache = MAPPROOF_UNCACHED;
  device.caching_without_nocache = address.write_combining ? MAPPROOF_WRITE_COMBINING : MAPPROOF_UNCACHED;
  // A prefetchable BAR promises that reads have no side effects and that writes may be merged: memory.
  device.is_memory = prefetchable;
  const std::string node = read_line(folder + "/numa_node");
  std::uint64_t number = 0;
  if (parse_number(node, number) && number <= INT32_MAX) device.node = static_cast<std::int32_t>(number);
  device.driver_link = folder + "/driver";
  device.config = folder + "/config";
  device.notes = {{"pci.id", read_line(folder + "/vendor") + ":" + read_line(folder + "/device")},
                  {"pci.enable", read_line(folder + "/enable")},
                  {"pci.prefetchable", prefetchable ? "yes" : "no"}};
  return device;
}

}  // namespace

Device find_pci(const std::string& target, const Paths& paths) { return find(target, paths, true); }

Device find_held_pci(const std::string& target, const Paths& paths) { return find(target, paths, false); }

}  // namespace mapproof::lnx
