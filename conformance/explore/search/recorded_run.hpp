// Runs a sequence once more with all calls recorded, for the C program that shows its failure alone.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "options.hpp"

namespace mapproof::explore {

/// {"reproducer", "no_reproducer"} of the script in the options: one of them is "".
nlohmann::ordered_json make_program(const Options& options);

}  // namespace mapproof::explore
