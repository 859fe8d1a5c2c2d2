// phys:BASE+LENGTH: a physical range by its address alone, as on QNX.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>

#include "device.hpp"
#include "discovery.hpp"
#include "linux/io/text_file.hpp"
#include "physical_range.hpp"
#include "refusal.hpp"

namespace mapproof::lnx {
namespace {

Device part_of(const Found& found, const PhysicalRange& range) {
  Device device = *found.device;
  device.name = found.target + " at " + hexadecimal(range.first);
  device.physical = range.first;
  device.length = range.length;
  device.is_memory = range.is_memory.value_or(device.is_memory);
  device.notes.emplace_back("phys.served_by", found.target);
  return device;
}

}  // namespace

Device find_physical(const std::string& target, const Paths& paths, const Machine& machine) {
  constexpr const char scheme[] = "phys:";
  const std::string text = target.substr(sizeof scheme - 1);
  const PhysicalRange range = parse_range(target, text, "phys:BASE+LENGTH, e.g. phys:0xfe000000+0x1000", machine);
  const Found* held = nullptr;
  const std::vector<Found> all = discover(paths, machine);
  for (const Found& found : all) {
    if (!found.holds(range.first, range.last())) continue;
    if (found.device) return part_of(found, range);
    held = &found;
  }
  // Through /dev/mem one could reach it behind the driver's back.
  if (held != nullptr) throw Refusal(EBUSY, held->refusal);
  Device device = find_devmem("devmem:" + text, paths, machine);
  device.notes.emplace_back("phys.served_by", paths.devmem);
  return device;
}

}  // namespace mapproof::lnx
