// Builds the events of a conformance result.
// SPDX-License-Identifier: Apache-2.0
#include "events.hpp"

#include "calls/needs.hpp"
#include "core/profile.hpp"
#include "host/errno_name.hpp"

namespace mapproof {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(std::string(text)); }

Json names_of_errnos(const AcceptSet& accepted) {
  Json names = Json::array();
  for (std::size_t i = 0; i < accepted.count; ++i) names.push_back(errno_name(accepted.numbers[i]));
  return names;
}

}  // namespace

Json row_event(const CatalogueEntry& entry, Profile profile) {
  const Requirement& row = *entry.row;
  return {{"event", "row"},
          {"row", std::string(row.id)},
          {"text", std::string(row.text)},
          {"source", std::string(row.source)},
          {"evidence", std::string(row.evidence)},
          {"judged", row.judged_in.contains(profile)},
          {"optional", row.optional},
          {"core", row.core && row.judged_in.contains(profile)},
          {"accepts", names_of_errnos(row.accepted(profile))},
          {"state", std::string(name_of(state_of(entry)))},
          {"reason", text_or_null(row.untestable)}};
}

Json check_event(const CheckResult& result) {
  return {{"event", "check"},
          {"row", std::string(result.row->id)},
          {"check", result.title},
          {"verdict", std::string(name_of(result.verdict))},
          {"judged", result.weight.judged},
          {"hinders", effect_of(result.verdict, result.weight) != Effect::none},
          {"seconds", result.seconds},
          {"detail", text_or_null(result.detail)}};
}

Json counts_object(const Counts& counts) {
  Json object = Json::object();
  for (std::size_t i = 0; i < verdict_count; ++i) {
    const auto verdict = static_cast<Verdict>(i);
    object[std::string(name_of(verdict))] = counts.of(verdict);
  }
  return object;
}

Json coverage_object(const Coverage& coverage) {
  Json open = Json::array();
  for (const OpenRow& row : coverage.core_open) {
    open.push_back({{"row", row.row},
                    {"verdict", std::string(name_of(row.verdict))},
                    {"reason", row.reason},
                    {"remedy", row.remedy}});
  }
  return {{"judged_rows", coverage.judged_rows},
          {"judged_rows_passed", coverage.judged_rows_passed},
          {"core_rows", coverage.core_rows},
          {"core_rows_passed", coverage.core_rows_passed},
          {"core_rows_not_asked", coverage.core_rows_not_asked},
          {"core_open", open},
          {"groups_lacking", coverage.groups_lacking}};
}

Json end_event(const RunReport& report, std::size_t lines_before) {
  return {{"event", "end"},
          {"lines", lines_before},
          {"seconds", report.seconds},
          {"interrupted", false},
          {"verdict", std::string(name_of(report.conclusion.conformity()))},
          {"conformant", report.conclusion.conformant()},
          {"coverage", coverage_object(report.coverage)},
          {"counts", counts_object(report.conclusion.counts())},
          {"judged_counts", counts_object(report.conclusion.judged_counts())}};
}

Json catalogue_object(const CatalogueEntry& entry, Profile profile) {
  Json object = row_event(entry, profile);
  object.erase("event");
  object["id"] = object["row"];
  object.erase("row");
  Json profiles = Json::array();
  Json not_for = Json::array();
  Json accepts = Json::object();
  for (const NamedProfile& named : all_profiles()) {
    const std::string name(named.name);
    if (entry.row->judged_in.contains(named.profile)) profiles.push_back(name);
    if (entry.row->not_for.contains(named.profile)) not_for.push_back(name);
    const AcceptSet& accepted = entry.row->accepted(named.profile);
    accepts[name] = accepted.any ? Json::array({"any errno"}) : names_of_errnos(accepted);
  }
  object["profiles"] = profiles;
  object["not_for"] = not_for;
  object["accepts"] = accepts;
  object["core"] = entry.row->core;
  object["needs"] = names_of_needs(entry.row->needs);
  object["checks"] = entry.checks;
  return object;
}

}  // namespace mapproof
