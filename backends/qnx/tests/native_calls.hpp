// Stands in for the QNX system: records the arguments of the last call and answers as the test says.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

/// What the backend passed to the system, in the system's own bits, and what the system is to answer.
struct NativeCalls {
  std::string name;
  std::uintptr_t address = 0;
  std::size_t length = 0;
  int protection = 0;
  int flags = 0;
  int fd = 0;
  std::uint64_t physical = 0;

  std::intptr_t answer = 0;
  int error = 0;
  bool writes_results = false;
  std::int64_t offset = 0;
  std::size_t contig_length = 0;

  std::uint64_t address_space = UINT64_MAX;  // its limit
  std::uint64_t used_address_space = 0;
};

NativeCalls& native();
