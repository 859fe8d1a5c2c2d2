// Finds the device memory that sysfs lists.
// SPDX-License-Identifier: Apache-2.0
#include "discovery.hpp"

#include <linux/capability.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "linux/context/device_io.hpp"
#include "linux/io/capability.hpp"
#include "linux/io/text_file.hpp"
#include "pci_bar.hpp"
#include "refusal.hpp"

namespace mapproof::lnx {
namespace {

constexpr unsigned bar_count = 6;
constexpr unsigned uio_map_count = 5;

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder, absent))
    names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

template <typename Find>
void try_to_find(Found& found, const Find& find) {
  try {
    found.device = find(found.target);
  } catch (const Refusal& refusal) {
    found.refusal = refusal.what();
  }
}

// A function that vfio-pci holds is opened through VFIO, and only then known to be usable.
void add_bar(std::vector<Found>& all, const std::string& function, unsigned number, const Paths& paths) {
  const std::string folder = paths.pci_devices + "/" + function;
  const PciBar bar = read_pci_bar(folder, number);
  if (!bar.is_memory()) return;
  Found found;
  found.driver = driver_behind(folder);
  found.target = (found.driver == "vfio-pci" ? "vfio:" : "pci:") + function + "/" + std::to_string(number);
  found.first = bar.first;
  found.last = bar.last;
  if (found.driver == "vfio-pci") {
    found.refusal = "name it as target '" + found.target + "' to map it through VFIO.";
  } else {
    try_to_find(found, [&paths](const std::string& target) { return find_pci(target, paths); });
  }
  all.push_back(std::move(found));
}

void add_uio_map(std::vector<Found>& all, const std::string& device, unsigned map, const Paths& paths,
                 const Machine& machine) {
  const std::string folder = paths.uio_class + "/" + device;
  const std::string files = folder + "/maps/map" + std::to_string(map);
  std::uint64_t length = 0;
  Found found;
  if (!parse_number(read_line(files + "/addr"), found.first) || !parse_number(read_line(files + "/size"), length))
    return;
  if (length == 0) return;
  found.target = "uio:" + device + "/" + std::to_string(map);
  found.last = found.first + (length - 1);
  found.driver = read_line(folder + "/name");
  try_to_find(found, [&](const std::string& target) { return find_uio(target, paths, machine); });
  all.push_back(std::move(found));
}

std::string state_of(const Found& found) {
  const std::string place = hexadecimal(found.first) + "+" + hexadecimal(found.last - found.first + 1);
  if (found.device) return place + (found.driver.empty() ? ", free" : ", kept free by " + found.driver);
  return place + (found.driver.empty() ? "" : ", held by " + found.driver) + ": " + found.refusal;
}

std::string devmem_state(const Paths& paths) {
  if (access(paths.devmem.c_str(), F_OK) != 0) return "absent: a kernel without CONFIG_DEVMEM";
  if (faccessat(AT_FDCWD, paths.devmem.c_str(), R_OK, AT_EACCESS) != 0) return "closed to this user: run as root";
  return "there";
}

std::string ports_state() {
  if (MAPPROOF_HAS_PORTS == 0) return "absent: this processor has none";
  if (!has_capability(CAP_SYS_RAWIO)) return "closed to this user: run as root";
  return "there: name some that keep what is written to them";
}

}  // namespace

std::vector<Found> discover(const Paths& paths, const Machine& machine) {
  std::vector<Found> all;
  for (const std::string& function : names_in(paths.pci_devices)) {
    for (unsigned bar = 0; bar < bar_count; ++bar) add_bar(all, function, bar, paths);
  }
  for (const std::string& device : names_in(paths.uio_class)) {
    for (unsigned map = 0; map < uio_map_count; ++map) add_uio_map(all, device, map, paths, machine);
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> discovery_notes(const Paths& paths, const Machine& machine) {
  std::vector<std::pair<std::string, std::string>> notes;
  for (const Found& found : discover(paths, machine)) notes.emplace_back(found.target, state_of(found));
  notes.emplace_back("devmem:", devmem_state(paths));
  notes.emplace_back("ports:", ports_state());
  return notes;
}

}  // namespace mapproof::lnx
