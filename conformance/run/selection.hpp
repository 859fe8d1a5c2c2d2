// Which rows and checks a run is about.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/catalogue.hpp"

namespace mapproof {

/// The entries, and of each the checks, that match one of the globs: on ROW, which takes all its checks, or on
/// ROW.Check. All of them without a glob. Throws CannotRun for a glob that matches nothing.
std::vector<CatalogueEntry> select(const std::vector<CatalogueEntry>& entries, const std::vector<std::string>& globs);

}  // namespace mapproof
