// Prints the catalogue and the facts of targets.
// SPDX-License-Identifier: Apache-2.0
#include "listing.hpp"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/catalogue.hpp"
#include "core/profile.hpp"
#include "events.hpp"
#include "host/cannot_run.hpp"
#include "host/plugin.hpp"
#include "result/build_info.hpp"
#include "result/result_file.hpp"
#include "run/check_process.hpp"
#include "run/selection.hpp"

namespace mapproof {
namespace {

using Json = nlohmann::ordered_json;

void print_row(const CatalogueEntry& entry, Profile profile) {
  const Json row = row_event(entry, profile);
  std::printf("%s [%s%s] %s\n", row["row"].get<std::string>().c_str(), row["state"].get<std::string>().c_str(),
              row["judged"].get<bool>() ? ", judged" : "", row["text"].get<std::string>().c_str());
  for (const std::string& title : entry.checks) std::printf("    %s\n", title.c_str());
  if (!entry.row->untestable.empty()) std::printf("    no check: %s\n", std::string(entry.row->untestable).c_str());
}

// One backend as `mapproof backends` shows it; a refusal is part of the answer.
Json describe(const SignalWatch& signals, const Options& options, Launcher& launcher) {
  const Probe found = probe(signals, options, launcher);
  Json object = found.backend;
  object["target"] = options.target;
  const std::string reason = found.refusal.empty() ? found.trouble : found.refusal;
  object["refused"] = reason.empty() ? Json(nullptr) : Json(reason);
  object["facts"] = found.facts;
  object["missing"] = found.missing;
  return object;
}

void print_backend(const Json& backend) {
  std::printf("%s (%s)\n", backend["name"].get<std::string>().c_str(), backend["origin"].get<std::string>().c_str());
  if (!backend["refused"].is_null()) {
    std::printf("    cannot be opened here: %s\n", backend["refused"].get<std::string>().c_str());
    return;
  }
  const Json& facts = backend["facts"];
  for (const Json& window : facts["windows"]) {
    std::printf("    window %s at %s, %llu bytes\n", window["name"].get<std::string>().c_str(),
                window["physical"].get<std::string>().c_str(),
                static_cast<unsigned long long>(window["length"].get<std::uint64_t>()));
  }
  for (const char* reason : {"no_window", "no_offset"}) {
    if (!facts[reason].is_null()) std::printf("    %s: %s\n", reason, facts[reason].get<std::string>().c_str());
  }
}

}  // namespace

int print_catalogue(const Options& options) {
  const std::vector<CatalogueEntry> entries = select(catalogue(), options.only);
  if (!options.json) {
    for (const CatalogueEntry& entry : entries) print_row(entry, options.profile);
    return 0;
  }
  Json rows = Json::array();
  for (const CatalogueEntry& entry : entries) rows.push_back(catalogue_object(entry, options.profile));
  const Json object = {{"schema", result_schema},
                       {"mapproof", build_info.version},
                       {"profile", std::string(name_of(options.profile))},
                       {"rows", rows}};
  std::puts(one_line(object).c_str());
  return 0;
}

int print_facts(const SignalWatch& signals, const Options& options, Launcher& launcher) {
  Json backends = Json::array();
  if (options.backend_given) {
    backends.push_back(describe(signals, options, launcher));
    const Json& refused = backends.back()["refused"];
    if (!refused.is_null()) throw CannotRun(refused.get<std::string>());
  } else {
    for (const mapproof_backend* backend : builtin_backends()) {
      Options one = options;
      one.backend_given = backend->name;
      backends.push_back(describe(signals, one, launcher));
      if (backend->summary != nullptr) backends.back()["summary"] = backend->summary;
    }
  }
  if (options.json) {
    std::puts(one_line({{"schema", result_schema}, {"backends", backends}}).c_str());
  } else {
    for (const Json& backend : backends) print_backend(backend);
  }
  return 0;
}

}  // namespace mapproof
