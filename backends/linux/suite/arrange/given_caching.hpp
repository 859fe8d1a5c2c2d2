// Which memory type the kernel really gives the mappings of a window.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "linux/suite/session.hpp"

namespace mapproof::lnx {

/// Name and value of one note for each window of which the kernel's list of memory types tells: what a mapping
/// with PROT_NOCACHE got, and one without.
std::vector<std::pair<std::string, std::string>> caching_notes(mapproof_session& session);

}  // namespace mapproof::lnx
