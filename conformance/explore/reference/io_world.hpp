// What a sequence knows of device io: the ports' bytes, handles, and who may use them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>

#include "page_map.hpp"

namespace mapproof::explore {

/// What mmap_device_io() was asked for when it answered with a handle.
struct IoHandle {
  std::uint64_t io = 0;
  std::uint64_t length = 0;
};

struct IoWorld {
  std::map<std::uint32_t, IoHandle> handles;    ///< by the name of the answer
  std::map<std::uint64_t, std::uint8_t> bytes;  ///< of ports that keep what is written to them
  /// Whether this thread may use ports. A system may let it keep what another session of this process was given.
  Known privilege = ever_granted ? Known::maybe : Known::no;

  void grant() {
    privilege = Known::yes;
    ever_granted = true;
  }

 private:
  inline static bool ever_granted = false;
};

}  // namespace mapproof::explore
