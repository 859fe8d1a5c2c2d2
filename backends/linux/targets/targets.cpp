// The kinds of target, and lists of them.
// SPDX-License-Identifier: Apache-2.0
#include "targets.hpp"

#include <array>
#include <cerrno>

#include "refusal.hpp"

namespace mapproof::lnx {
namespace {

constexpr std::array<const char*, 7> schemes = {"pci:", "devmem:", "file:", "phys:", "uio:", "vfio:", "ports:"};

bool begins_target(const std::string& text, std::string::size_type at) {
  for (const char* scheme : schemes) {
    if (text.compare(at, std::string(scheme).size(), scheme) == 0) return true;
  }
  return false;
}

std::vector<Device> find_device(const std::string& target, const Paths& paths, const Machine& machine) {
  if (target.rfind("pci:", 0) == 0) return {find_pci(target, paths)};
  if (target.rfind("devmem:", 0) == 0) return {find_devmem(target, paths, machine)};
  if (target.rfind("file:", 0) == 0) return {find_file(target, paths, machine)};
  if (target.rfind("phys:", 0) == 0) return {find_physical(target, paths, machine)};
  if (target.rfind("uio:", 0) == 0) return {find_uio(target, paths, machine)};
  if (target.rfind("vfio:", 0) == 0) return find_vfio(target, paths, machine);
  if (target.rfind("ports:", 0) == 0) return {};
  throw Refusal(EINVAL,
                "target '" + target +
                    "' is of no kind that Linux has: write phys:BASE+LENGTH, pci:DDDD:BB:DD.F/BAR, uio:uioN/MAP, "
                    "vfio:DDDD:BB:DD.F/BAR, devmem:BASE+LENGTH, file:PATH@BASE+LENGTH, ports:BASE+LENGTH, or nothing.");
}

// One page cannot belong to two windows: a lookup could not tell which of them it shows.
bool share_a_page(const Device& one, const Device& other, std::size_t page) {
  const auto first = [page](const Device& device) { return device.physical / page; };
  const auto last = [page](const Device& device) { return (device.physical + (device.length - 1)) / page; };
  return first(one) <= last(other) && first(other) <= last(one);
}

void require_own_pages(const std::string& target, const Device& device, const std::vector<NamedDevice>& others,
                       std::size_t page) {
  for (const NamedDevice& other : others) {
    if (!share_a_page(device, other.device, page)) continue;
    throw Refusal(EADDRINUSE, "target '" + target + "' overlaps '" + other.target +
                                  "': give each window physical pages of its own.");
  }
}

}  // namespace

// At commas behind which another target begins: a file's name may hold commas of its own.
std::vector<std::string> split_targets(const std::string& targets) {
  std::vector<std::string> parts;
  std::string::size_type begin = 0;
  for (std::string::size_type comma = targets.find(','); comma != std::string::npos;
       comma = targets.find(',', comma + 1)) {
    if (!begins_target(targets, comma + 1)) continue;
    parts.push_back(targets.substr(begin, comma - begin));
    begin = comma + 1;
  }
  parts.push_back(targets.substr(begin));
  return parts;
}

std::vector<NamedDevice> find_devices(const std::string& targets, const Paths& paths, const Machine& machine) {
  std::vector<NamedDevice> found;
  if (targets.empty() || targets == "linux:") return found;
  for (const std::string& target : split_targets(targets)) {
    for (Device& device : find_device(target, paths, machine)) {
      require_own_pages(target, device, found, machine.page);
      found.push_back({target, std::move(device)});
    }
  }
  return found;
}

}  // namespace mapproof::lnx
