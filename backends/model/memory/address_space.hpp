// Which addresses a process of this machine may map.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace mapproof::model {

struct AddressSpace {
  std::uintptr_t lowest;
  std::uintptr_t highest;  ///< last byte
};

/// Asks the real system, without disturbing what is mapped.
AddressSpace probe_address_space(std::size_t page);

}  // namespace mapproof::model
