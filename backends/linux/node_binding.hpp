// Binding memory to one NUMA node.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <linux/mempolicy.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>

namespace mapproof::lnx {

/// A node below 0 means any. A kernel without NUMA has one node, which needs no binding.
inline bool bind_to_node(void* memory, std::size_t length, int node) {
  constexpr int bits_per_word = 8 * sizeof(unsigned long);
  std::array<unsigned long, 16> mask{};
  if (node < 0) return true;
  if (node >= static_cast<int>(mask.size()) * bits_per_word) return false;
  mask[static_cast<std::size_t>(node / bits_per_word)] = 1ul << (node % bits_per_word);
  if (syscall(SYS_mbind, memory, length, MPOL_BIND, mask.data(), mask.size() * bits_per_word, 0) == 0) return true;
  return node == 0 && errno == ENOSYS;
}

}  // namespace mapproof::lnx
