// What the kernel says about physical memory in lists of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace mapproof::lab {

/// The node whose physical memory holds an address; -1 if none does.
int node_of(std::uint64_t physical);

/// The memory type under which an address is mapped somewhere in this machine, e.g. "uncached-minus"; "" if it is not.
std::string memory_type_of(std::uint64_t physical);

/// How much of the memory around an address the kernel keeps in transparent huge pages, in KiB.
std::size_t huge_kib_around(const void* address);

}  // namespace mapproof::lab
