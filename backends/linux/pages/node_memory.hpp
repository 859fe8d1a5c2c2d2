// Fresh memory on one NUMA node.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <linux/mempolicy.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "linux/pages/lock_probe.hpp"

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

/// mprotect() leaves shared memory that was born locked without pages, mlock() does not. True if nothing is to be done.
inline bool fill_if_locked(void* memory, std::size_t length, std::size_t page) {
  if (lock_of(reinterpret_cast<std::uintptr_t>(memory), page) != Lock::locked) return true;
  return syscall(SYS_mlock, memory, length) == 0;
}

/// Readable and writable memory, or nullptr. `sharing` is MAP_PRIVATE or MAP_SHARED, `advice` one of madvise().
inline void* map_on_node(std::size_t length, int sharing, int advice, int node) {
  // Without access first: under mlockall(MCL_FUTURE) it would else become resident before it is bound.
  void* const memory = mmap(nullptr, length, PROT_NONE, sharing | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return nullptr;
  madvise(memory, length, advice);
  if (bind_to_node(memory, length, node) && mprotect(memory, length, PROT_READ | PROT_WRITE) == 0 &&
      fill_if_locked(memory, length, static_cast<std::size_t>(sysconf(_SC_PAGESIZE)))) {
    return memory;
  }
  munmap(memory, length);
  return nullptr;
}

}  // namespace mapproof::lnx
