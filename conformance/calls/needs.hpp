// Whether a subject offers what a row needs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "api.hpp"
#include "host/session.hpp"

namespace mapproof {

/// Why a row that needs these Api bits cannot be checked on this session; "" if it can.
std::string missing_need(const Session& session, std::uint32_t needs);

/// The calls that a backend does not offer, as the documents spell them.
std::vector<std::string> missing_calls(const mapproof_backend& table);

/// The calls behind the Api bits, as the documents spell them.
std::vector<std::string> calls_of_needs(std::uint32_t needs);

/// The names of the Api bits, for the catalogue: {"map", "window"}.
std::vector<std::string> names_of_needs(std::uint32_t needs);

}  // namespace mapproof
