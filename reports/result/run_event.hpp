// The first line of a result file: what was run, on what, where.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mapproof {

struct RunDescription {
  std::string kind;                ///< "conformance" or "benchmark"
  nlohmann::ordered_json backend;  ///< describe_backend()
  std::string target;
  std::string profile;
  bool allow_write = false;
  std::vector<std::string> arguments;  ///< of the program, without its name
  nlohmann::ordered_json facts;        ///< describe_facts(), or null if the target could not be asked
};

/// The "backend" object: name, version, origin ("built-in" or the plugin's path), and of a plugin the SHA-256 of its
/// file.
nlohmann::ordered_json describe_backend(const mapproof_backend& table, const std::string& origin);

/// The "facts" object, with physical addresses as strings.
nlohmann::ordered_json describe_facts(const mapproof_facts& facts);

/// enum mapproof_caching as the format spells it: "uncached", "cached", "write-combining" or "unknown".
const char* name_of_caching(std::uint32_t caching);

/// The run event, stamped with the time now, with describe_environment() and the SHA-256 of this program.
nlohmann::ordered_json run_event(const RunDescription& run);

}  // namespace mapproof
