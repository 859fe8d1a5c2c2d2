// What device memory this machine has, who holds it, and what stands against mapping it. Nothing is opened or mapped.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "device.hpp"
#include "linux/context/machine.hpp"
#include "linux/io/paths.hpp"

namespace mapproof::lnx {

struct Found {
  std::string target;  // how to name it
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::string driver;            // that holds it, or ""
  std::optional<Device> device;  // if it can be used
  std::string refusal;           // if not: the sentence that opening it would give

  bool holds(std::uint64_t low, std::uint64_t high) const { return first <= low && high <= last; }
};

/// The memory BARs, then the maps of UIO devices.
std::vector<Found> discover(const Paths& paths, const Machine& machine);

/// Name and value of one note for each of them, for /dev/mem and for ports.
std::vector<std::pair<std::string, std::string>> discovery_notes(const Paths& paths, const Machine& machine);

}  // namespace mapproof::lnx
