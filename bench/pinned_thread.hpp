// Binds the calling thread to the CPUs of a node for as long as the object lives.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nodes.hpp"

namespace mapproof::bench {

/// Must be destroyed by the thread that made it.
class PinnedThread {
 public:
  /// Throws CannotRun if the node has no CPUs or the system refuses the binding.
  PinnedThread(const Topology& topology, int node);
  /// Restores the binding that was found.
  ~PinnedThread();
  PinnedThread(const PinnedThread&) = delete;
  PinnedThread& operator=(const PinnedThread&) = delete;

 private:
  const Topology& topology_;
  hwloc_cpuset_t before_;
};

}  // namespace mapproof::bench
