// iopl(), and the documents' errno around it.
// SPDX-License-Identifier: Apache-2.0
#include "device_io.hpp"

#include <linux/capability.h>

#include <algorithm>
#include <cerrno>

#include "linux/io/capability.hpp"

#if MAPPROOF_HAS_PORTS
#include <sys/io.h>
#endif

namespace mapproof::lnx {
namespace {

#if MAPPROOF_HAS_PORTS
bool set_level(int level) { return iopl(level) == 0; }
#else
bool set_level(int) { return true; }
#endif

thread_local bool asked = false;

bool may_have_ports(const Context& context) {
  if (!context.may_map.load(std::memory_order_relaxed)) return false;
  return plays_devices(context) || has_capability(CAP_SYS_RAWIO);
}

}  // namespace

bool plays_devices(const Context& context) {
  const auto is_file = [](const Window& window) { return window.device().is_file; };
  return !context.ports && !context.windows.empty() &&
         std::all_of(context.windows.begin(), context.windows.end(), is_file);
}

int map_ports_error(const Context& context, std::uint64_t io, std::size_t length) {
  if (length == 0) return EINVAL;
  if (!may_have_ports(context)) return EPERM;
  return io >= port_count || length > port_count - io ? ENXIO : 0;
}

int unmap_ports_error(std::uintptr_t handle, std::size_t length) {
  if (handle + length < handle) return EINVAL;
  return handle >= port_count || length > port_count - handle ? ENXIO : 0;
}

// The kernel gives a thread again what it has already, whatever its capabilities are by then.
bool grant_ports(const Context& context) {
  if (MAPPROOF_HAS_PORTS == 0 || plays_devices(context)) return true;
  if (!has_capability(CAP_SYS_RAWIO) || !set_level(3)) return false;
  asked = true;
  return true;
}

void forgo_ports() {
  set_level(0);
  asked = false;
}

void forgo_inherited_ports() {
  if (!asked) set_level(0);
}

bool would_grant_ports() {
  if (!has_capability(CAP_SYS_RAWIO)) return false;
  const bool granted = set_level(3);
  forgo_inherited_ports();
  return granted;
}

}  // namespace mapproof::lnx
