// Binds the calling thread to one CPU of a node for as long as the object lives.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nodes.hpp"

namespace mapproof::bench {

/// Must be destroyed by the thread that made it. One at a time.
class PinnedThread {
 public:
  /// Takes the node's last CPU: interrupts like the first. Throws CannotRun if the node has no CPUs or the system
  /// refuses the binding.
  PinnedThread(const Topology& topology, int node);
  /// Restores the binding that was found.
  ~PinnedThread();
  PinnedThread(const PinnedThread&) = delete;
  PinnedThread& operator=(const PinnedThread&) = delete;

  /// For a thread or a process that the pinned one has started: any CPU of the node but, if it has others, that one.
  static void spread_over_node();

 private:
  static const PinnedThread* current;

  const Topology& topology_;
  hwloc_cpuset_t before_;
  hwloc_cpuset_t others_;
};

}  // namespace mapproof::bench
