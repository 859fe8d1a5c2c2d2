// capget() and capset() without a library.
// SPDX-License-Identifier: Apache-2.0
#include "capability.hpp"

#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>

namespace mapproof::lnx {
namespace {

using Sets = std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3>;

bool get(Sets& sets) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  return syscall(SYS_capget, &header, sets.data()) == 0;
}

}  // namespace

bool has_capability(unsigned capability) {
  Sets sets{};
  return get(sets) && (sets[CAP_TO_INDEX(capability)].effective & CAP_TO_MASK(capability)) != 0;
}

bool set_capability(unsigned capability, bool on) {
  Sets sets{};
  if (!get(sets)) return false;
  unsigned& effective = sets[CAP_TO_INDEX(capability)].effective;
  effective = on ? effective | CAP_TO_MASK(capability) : effective & ~CAP_TO_MASK(capability);
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  return syscall(SYS_capset, &header, sets.data()) == 0;
}

}  // namespace mapproof::lnx
