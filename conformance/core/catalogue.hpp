// All rows with their checks, and what is wrong with the catalogue.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "requirement.hpp"

namespace mapproof {

/// Every row of conformance/requirements/, in the order of the headers. Derived from them by the build.
const std::vector<const Requirement*>& all_requirements();

/// A row with the titles of its checks in a fixed order.
struct CatalogueEntry {
  const Requirement* row = nullptr;
  std::vector<std::string> checks;
};

enum class RowState { tested, report_only, untestable };
std::string_view name_of(RowState state);

/// untestable: no check can exist, and the row says why. report-only: its answer never counts. tested: all others.
RowState state_of(const CatalogueEntry& entry);

/// Joins the rows and the checks that are linked into this program.
std::vector<CatalogueEntry> catalogue();

/// What contradicts itself, one sentence each: a judged row with neither check nor reason, a row with both, two rows or
/// two checks of one name.
std::vector<std::string> catalogue_faults(const std::vector<CatalogueEntry>& entries);

/// Ids under which checks are linked into this program, but which no row has.
std::vector<std::string> orphaned_checks(const std::vector<CatalogueEntry>& entries);

}  // namespace mapproof
