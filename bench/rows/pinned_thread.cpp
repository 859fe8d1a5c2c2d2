// Thread binding through hwloc.
// SPDX-License-Identifier: Apache-2.0
#include "pinned_thread.hpp"

#include <cerrno>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"

namespace mapproof::bench {

const PinnedThread* PinnedThread::current = nullptr;

PinnedThread::PinnedThread(const Topology& topology, int node)
    : topology_(topology), before_(hwloc_bitmap_alloc()), others_(hwloc_bitmap_alloc()) {
  const hwloc_const_cpuset_t cpus = topology.cpus_of(node);
  std::string failure;
  if (cpus == nullptr || hwloc_bitmap_iszero(cpus) != 0) {
    failure = "node " + std::to_string(node) + " has no CPUs to run on: choose another.";
  } else {
    hwloc_get_cpubind(topology_.get(), before_, HWLOC_CPUBIND_THREAD);
    // Of those that this process may use, if it is kept from some.
    hwloc_bitmap_and(others_, cpus, before_);
    if (hwloc_bitmap_iszero(others_) != 0) hwloc_bitmap_copy(others_, cpus);
    const auto last = static_cast<unsigned>(hwloc_bitmap_last(others_));
    const hwloc_cpuset_t only = hwloc_bitmap_alloc();
    hwloc_bitmap_only(only, last);
    if (hwloc_set_cpubind(topology_.get(), only, HWLOC_CPUBIND_THREAD) != 0) {
      failure = "the thread cannot be pinned to node " + std::to_string(node) + " (" + errno_name(errno) +
                "): run without restrictions on CPUs.";
    }
    hwloc_bitmap_free(only);
    if (hwloc_bitmap_weight(others_) > 1) hwloc_bitmap_clr(others_, last);
  }
  if (!failure.empty()) {
    hwloc_bitmap_free(before_);
    hwloc_bitmap_free(others_);
    throw CannotRun(failure);
  }
  current = this;
}

PinnedThread::~PinnedThread() {
  current = nullptr;
  hwloc_set_cpubind(topology_.get(), before_, HWLOC_CPUBIND_THREAD);
  hwloc_bitmap_free(before_);
  hwloc_bitmap_free(others_);
}

void PinnedThread::spread_over_node() {
  // Without the binding the rivals share one CPU; they still compete.
  if (current != nullptr) hwloc_set_cpubind(current->topology_.get(), current->others_, HWLOC_CPUBIND_THREAD);
}

}  // namespace mapproof::bench
