// The I/O ports that a target names.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "linux/io/paths.hpp"

namespace mapproof::lnx {

constexpr std::uint64_t port_count = 0x10000;

struct PortRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
  bool may_write = false;

  bool holds(std::uint64_t port, std::uint64_t count) const {
    return port >= first && port - first < length && count <= length - (port - first);
  }
};

/// `ports:0xe0+4`, alone or among other targets: ports that keep what is written to them and do nothing else, which
/// only the user can know. None if no target is of this kind. Throws Refusal: malformed, beyond the last port, held by
/// a driver, or of no use to this caller.
std::optional<PortRange> find_ports(const std::string& targets, const Paths& paths);

}  // namespace mapproof::lnx
