// Facts about this machine and kernel.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mapproof::lnx {

struct Machine {
  std::size_t page = 0;
  unsigned page_shift = 0;
  std::uintptr_t lowest_address = 0;
  std::uintptr_t highest_address = 0;
  std::uint64_t highest_physical = UINT64_MAX;
  std::uint32_t node_count = 1;
};

Machine learn_machine();

/// Bytes of the larger pages that this kernel gives for the asking; 0 if it gives none.
std::size_t large_page();

/// Whether System RAM has a byte in [first, last], as far as the file /proc/iomem tells this user.
bool has_ram_between(const std::string& iomem, std::uint64_t first, std::uint64_t last);

/// Name and value of what a reader of the results wants to know about this kernel.
std::vector<std::pair<std::string, std::string>> kernel_notes(bool knows_frames);

}  // namespace mapproof::lnx
