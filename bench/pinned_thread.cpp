// Thread binding through hwloc.
// SPDX-License-Identifier: Apache-2.0
#include "pinned_thread.hpp"

#include <cerrno>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"

namespace mapproof::bench {

PinnedThread::PinnedThread(const Topology& topology, int node) : topology_(topology), before_(hwloc_bitmap_alloc()) {
  const hwloc_const_cpuset_t cpus = topology.cpus_of(node);
  if (cpus == nullptr || hwloc_bitmap_iszero(cpus) != 0) {
    hwloc_bitmap_free(before_);
    throw CannotRun("node " + std::to_string(node) + " has no CPUs to run on: choose another.");
  }
  hwloc_get_cpubind(topology_.get(), before_, HWLOC_CPUBIND_THREAD);
  if (hwloc_set_cpubind(topology_.get(), cpus, HWLOC_CPUBIND_THREAD) != 0) {
    const std::string name = errno_name(errno);
    hwloc_bitmap_free(before_);
    throw CannotRun("the thread cannot be bound to node " + std::to_string(node) + " (" + name +
                    "): the system or a container forbids it.");
  }
}

PinnedThread::~PinnedThread() {
  hwloc_set_cpubind(topology_.get(), before_, HWLOC_CPUBIND_THREAD);
  hwloc_bitmap_free(before_);
}

}  // namespace mapproof::bench
