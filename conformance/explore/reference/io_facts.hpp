// What the target says of its io.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.hpp"

namespace mapproof::explore {

/// Null if the calls are missing, or nothing is said.
inline const mapproof_io_facts* io_facts_of(const World& world) {
  const mapproof_backend& table = world.table();
  if (table.mmap_device_io == nullptr || table.io_facts == nullptr) return nullptr;
  return table.io_facts(world.handle());
}

}  // namespace mapproof::explore
