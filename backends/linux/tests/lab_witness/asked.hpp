// What this run was asked for on its command line.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "host/plugin.hpp"

namespace mapproof::lab {

struct Asked {
  Backend backend;        // whom the witnesses are asked about
  std::string memory;     // target: the window of ivshmem-plain, prefetchable memory
  std::string registers;  // target: BAR 0 of edu
  std::string counter;    // target: BAR 0 of pci-testdev
  std::string ports;      // target: scratch registers behind ports, beside the BAR that shows them as memory
  std::string unplug;     // PCI address of edu, to be taken out of the machine
  std::uint64_t seed = 0;
  std::size_t pages = 10'000;
  std::uint32_t stores = 1'000'000;
};

/// Set by main() before the first test.
const Asked& asked();

}  // namespace mapproof::lab
