// Loads from and stores to mapped pages, noted in the log of calls.
// SPDX-License-Identifier: Apache-2.0
#include "touch.hpp"

#include <cstddef>

#include "record/recorded_access.hpp"

namespace mapproof {

void touch(void* address) {
  record_touch(address);
  auto* const byte = static_cast<volatile std::byte*>(address);
  *byte = *byte;
}

}  // namespace mapproof
