// Where a run happened: operating system, processors, build.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

namespace mapproof {

/// The "environment" object of the run event; a benchmark adds what only it needs.
nlohmann::ordered_json describe_environment();

}  // namespace mapproof
