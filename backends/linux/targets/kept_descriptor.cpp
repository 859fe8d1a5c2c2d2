// Recognises the file behind a descriptor.
// SPDX-License-Identifier: Apache-2.0
#include "kept_descriptor.hpp"

#include <sys/sysmacros.h>

#include <cerrno>

#include "linux/io/quiet_io.hpp"

namespace mapproof::lnx {
namespace {

std::uint64_t shown_device(std::uint64_t high, std::uint64_t low) { return high << 32 | low; }

}  // namespace

int KeptDescriptor::checked() {
  const int known = number();
  return known >= 0 && is_own(known, identity_) ? known : -1;
}

bool KeptDescriptor::keep(int fresh) {
  int before = number();
  if (before < 0) {
    identify(fresh, identity_);
    const std::uint64_t device = identity_.device.load();
    shown_device_.store(shown_device(major(device), minor(device)), std::memory_order_relaxed);
    shown_inode_.store(identity_.inode.load(), std::memory_order_relaxed);
  } else if (!is_own(fresh, identity_)) {
    quiet_close(fresh);
    errno = ENXIO;
    return false;
  }
  if (!number_.compare_exchange_strong(before, fresh, std::memory_order_acq_rel)) quiet_close(fresh);
  return true;
}

void KeptDescriptor::close() {
  const int known = checked();
  if (known >= 0) quiet_close(known);
}

void KeptDescriptor::show_as(const MapsLine& line) {
  shown_device_.store(shown_device(line.major, line.minor), std::memory_order_relaxed);
  shown_inode_.store(line.inode, std::memory_order_relaxed);
}

bool KeptDescriptor::is_map_of(const MapsLine& line) const {
  return number() >= 0 && shown_inode_.load(std::memory_order_relaxed) == line.inode &&
         shown_device_.load(std::memory_order_relaxed) == shown_device(line.major, line.minor);
}

}  // namespace mapproof::lnx
