// Builds the run event.
// SPDX-License-Identifier: Apache-2.0
#include "run_event.hpp"

#include <ctime>

#include "build_info.hpp"
#include "environment.hpp"
#include "result_file.hpp"
#include "sha256.hpp"

namespace mapproof {
namespace {

using Json = nlohmann::ordered_json;

std::string text_or(const char* text, const char* otherwise) {
  return text != nullptr && *text != '\0' ? text : otherwise;
}

Json text_or_null(const char* text) { return text != nullptr && *text != '\0' ? Json(text) : Json(nullptr); }

Json names_of_protection(std::uint32_t protection) {
  Json names = Json::array();
  if ((protection & MAPPROOF_PROT_READ) != 0) names.push_back("read");
  if ((protection & MAPPROOF_PROT_WRITE) != 0) names.push_back("write");
  if ((protection & MAPPROOF_PROT_EXEC) != 0) names.push_back("exec");
  return names;
}

Json describe_window(const mapproof_window& window) {
  return {{"name", text_or(window.name, "unnamed")},
          {"physical", hex(window.physical)},
          {"length", window.length},
          {"protection", names_of_protection(window.protection)},
          {"with_nocache", name_of_caching(window.with_nocache)},
          {"without_nocache", name_of_caching(window.without_nocache)},
          {"is_memory", window.is_memory != 0},
          {"node", window.node}};
}

std::string now_in_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[sizeof "2026-01-01T00:00:00Z" + 8];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts));
}

}  // namespace

const char* name_of_caching(std::uint32_t caching) {
  switch (caching) {
    case MAPPROOF_CACHED:
      return "cached";
    case MAPPROOF_UNCACHED:
      return "uncached";
    case MAPPROOF_WRITE_COMBINING:
      return "write-combining";
    default:
      return "unknown";
  }
}

Json describe_backend(const mapproof_backend& table, const std::string& origin) {
  Json backend{{"name", text_or(table.name, "unnamed")}, {"version", text_or(table.version, "")}, {"origin", origin}};
  // A plugin is a file, of which the name says little.
  const std::string digest = sha256_of_file(origin);
  if (!digest.empty()) backend["sha256"] = digest;
  return backend;
}

Json describe_facts(const mapproof_facts& facts) {
  Json windows = Json::array();
  for (std::size_t i = 0; i < facts.window_count; ++i) windows.push_back(describe_window(facts.windows[i]));
  Json notes = Json::object();
  for (std::size_t i = 0; i < facts.note_count; ++i) {
    notes[text_or(facts.notes[i].name, "unnamed")] = text_or(facts.notes[i].value, "");
  }
  return {{"page_size", facts.page_size},
          {"offset_bits", facts.offset_bits},
          {"highest_physical", hex(facts.highest_physical)},
          {"node_count", facts.node_count},
          {"no_window", text_or_null(facts.no_window)},
          {"no_offset", text_or_null(facts.no_offset)},
          {"windows", windows},
          {"notes", notes}};
}

Json run_event(const RunDescription& run) {
  Json environment = describe_environment();
  environment["program"] = sha256_of_this_program();
  return {{"event", "run"},
          {"schema", result_schema},
          {"kind", run.kind},
          {"mapproof", build_info.version},
          {"commit", build_info.commit},
          {"backend", run.backend},
          {"target", run.target},
          {"profile", run.profile},
          {"started", now_in_utc()},
          {"allow_write", run.allow_write},
          {"arguments", run.arguments},
          {"environment", environment},
          {"facts", run.facts}};
}

}  // namespace mapproof
