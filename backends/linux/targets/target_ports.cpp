// ports:BASE+LENGTH: I/O ports that the user knows to keep what is written to them.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdio>

#include "linux/context/device_io.hpp"
#include "linux/io/text_file.hpp"
#include "pci_bar.hpp"
#include "port_range.hpp"
#include "refusal.hpp"
#include "targets.hpp"

namespace mapproof::lnx {
namespace {

constexpr char scheme[] = "ports:";

PortRange parse(const std::string& target) {
  const std::string numbers = target.substr(sizeof scheme - 1);
  const std::string::size_type plus = numbers.find('+');
  PortRange range;
  if (plus == std::string::npos || !parse_number(numbers.substr(0, plus), range.first) ||
      !parse_number(numbers.substr(plus + 1), range.length) || range.length == 0) {
    throw Refusal(EINVAL, "target '" + target + "' is malformed: write ports:BASE+LENGTH, e.g. ports:0xe0+4.");
  }
  if (range.first >= port_count || range.length > port_count - range.first) {
    throw Refusal(ENXIO, "target '" + target + "' ends behind 0xffff, the last port: name a range below it.");
  }
  return range;
}

// A line of /proc/ioports: who has taken these ports, a bus, a PCI function or a driver.
struct Claim {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::string name;
};

Claim claim_of(const std::string& line) {
  unsigned long long first = 0, last = 0;
  int used = 0;
  if (std::sscanf(line.c_str(), " %llx-%llx : %n", &first, &last, &used) != 2) return {};
  return {first, last, line.substr(static_cast<std::size_t>(used))};
}

// The driver behind a claim, or "": a bus only passes ports on, and so does a PCI function that nobody drives.
std::string holder_of(const Claim& claim, const Paths& paths) {
  if (claim.name.rfind("PCI Bus", 0) == 0) return "";
  unsigned domain = 0, bus = 0, slot = 0, function = 0;
  const bool is_pci = std::sscanf(claim.name.c_str(), "%8x:%2x:%2x.%1x", &domain, &bus, &slot, &function) == 4;
  return is_pci ? driver_behind(paths.pci_devices + "/" + claim.name) : claim.name;
}

[[noreturn]] void refuse_held(const std::string& target, const std::string& holder) {
  throw Refusal(EBUSY, "target '" + target + "' is held by '" + holder +
                           "' (see /proc/ioports): name ports that no driver uses.");
}

void require_free(const std::string& target, const PortRange& range, const Paths& paths) {
  bool tells = false;
  for (const std::string& line : lines_of(read_text(paths.ioports))) {
    const Claim claim = claim_of(line);
    tells = tells || claim.last != 0;
    if (claim.last < range.first || claim.first > range.first + (range.length - 1)) continue;
    const std::string holder = holder_of(claim, paths);
    if (holder.empty() || keeps_free(holder)) continue;
    refuse_held(target, holder);
  }
  // To a caller without CAP_SYS_ADMIN every number in the list is 0.
  if (tells) return;
  throw Refusal(EPERM, "target '" + target + "' cannot be used: the kernel hides who holds its ports; run as root.");
}

void require_right(const std::string& target) {
  if (would_grant_ports()) return;
  throw Refusal(EPERM, "target '" + target +
                           "' cannot be used (Operation not permitted): run as root with CAP_SYS_RAWIO, on a kernel "
                           "that is not locked down.");
}

}  // namespace

std::optional<PortRange> find_ports(const std::string& targets, const Paths& paths) {
  std::optional<PortRange> found;
  for (const std::string& target : split_targets(targets)) {
    if (target.rfind(scheme, 0) != 0) continue;
    if (found) throw Refusal(EINVAL, "target '" + target + "' is a second range of ports: name one.");
    if (MAPPROOF_HAS_PORTS == 0)
      throw Refusal(ENODEV, "target '" + target + "' cannot be used: this processor has no ports.");
    found = parse(target);
    require_free(target, *found, paths);
    require_right(target);
  }
  return found;
}

}  // namespace mapproof::lnx
