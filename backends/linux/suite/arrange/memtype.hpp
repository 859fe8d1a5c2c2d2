// The kernel's own list of memory types of device ranges (x86).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>
#include <string>

namespace mapproof::lnx {

/// Looks one physical address up in the list at `path`.
mapproof_arrange_outcome memtype_of(const std::string& path, std::uint64_t physical, std::uint32_t& caching);

}  // namespace mapproof::lnx
