// The events of a conformance result file after its first line, and the rows as JSON.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "core/catalogue.hpp"
#include "run/run.hpp"

namespace mapproof {

nlohmann::ordered_json row_event(const CatalogueEntry& entry, Profile profile);
nlohmann::ordered_json check_event(const CheckResult& result);
nlohmann::ordered_json end_event(const RunReport& report, std::size_t lines_before);

/// How much of what could be shown was shown.
nlohmann::ordered_json coverage_object(const Coverage& coverage);

/// How often each of the nine words was given.
nlohmann::ordered_json counts_object(const Counts& counts);

/// A row with all that the catalogue knows, for --list --json.
nlohmann::ordered_json catalogue_object(const CatalogueEntry& entry, Profile profile);

}  // namespace mapproof
