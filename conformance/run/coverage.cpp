// Counts the rows that passed, by core and group, and says what opens the rest.
// SPDX-License-Identifier: Apache-2.0
#include "coverage.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "calls/needs.hpp"
#include "explanation.hpp"

namespace mapproof {
namespace {

struct Row {
  bool core = false;
  bool passed = true;
};

bool passed(Verdict verdict) { return verdict == Verdict::pass || verdict == Verdict::xpass; }

bool is_about_writing(const std::string& reason) { return reason.find("writ") != std::string::npos; }

std::string remedy_for(const CheckResult& result, const std::string& reason, bool may_write) {
  switch (result.verdict) {
    case Verdict::waived:
      return "repair the subject: a waiver excuses no row of the core";
    case Verdict::unresolved:
      return "find out why the call that prepares the check is refused, and run it again";
    case Verdict::unsupported:
      return "name a --target that offers it, or a backend that has the call, with the right to use it";
    default:
      break;
  }
  if (!may_write && is_about_writing(reason)) return "allow writing with --allow-write, where that does no harm";
  return "name another --target, or run as root, in the device lab or on a machine where it can be brought about";
}

void add_open(std::vector<OpenRow>& open, const CheckResult& result, bool may_write) {
  const std::string reason = divided(result.detail).first;
  const OpenRow row{std::string(result.row->id), result.verdict, reason, remedy_for(result, reason, may_write)};
  const auto same = [&](const OpenRow& other) { return other.row == row.row && other.reason == row.reason; };
  if (std::none_of(open.begin(), open.end(), same)) open.push_back(row);
}

// Rows of the core that have checks and count in this profile, asked for or not.
std::size_t core_rows_without(const std::map<const Requirement*, Row>& asked, const CoreAsked& asked_for) {
  const auto is_left_out = [&](const CatalogueEntry& entry) {
    const bool counts = entry.row->core && entry.row->judged_in.contains(asked_for.profile) && !entry.checks.empty();
    return counts && asked.count(entry.row) == 0;
  };
  return static_cast<std::size_t>(std::count_if(asked_for.all.begin(), asked_for.all.end(), is_left_out));
}

// Of the calls that the backend lacks those that a judged row may do without.
std::vector<std::string> groups_lacking(const CoreAsked& asked_for, const Probe& target) {
  std::set<std::string> optional;
  for (const CatalogueEntry& entry : asked_for.all) {
    if (!entry.row->optional || !entry.row->judged_in.contains(asked_for.profile)) continue;
    for (const std::string& call : calls_of_needs(entry.row->needs)) optional.insert(call);
  }
  std::vector<std::string> lacking;
  for (const nlohmann::ordered_json& call : target.missing) {
    if (optional.count(call.get<std::string>()) != 0) lacking.push_back(call.get<std::string>());
  }
  return lacking;
}

}  // namespace

Coverage coverage_of(const std::vector<CheckResult>& results, const CoreAsked& asked_for, const Probe& target) {
  std::map<const Requirement*, Row> rows;
  Coverage coverage;
  for (const CheckResult& result : results) {
    if (!result.weight.judged) continue;
    Row& row = rows[result.row];
    row.core = row.core || result.weight.core;
    row.passed = row.passed && passed(result.verdict);
    const bool open = effect_of(result.verdict, result.weight) == Effect::open;
    if (result.weight.core && open) add_open(coverage.core_open, result, asked_for.may_write);
  }
  for (const auto& [requirement, row] : rows) {
    ++coverage.judged_rows;
    if (row.passed) ++coverage.judged_rows_passed;
    if (row.core) ++coverage.core_rows;
    if (row.core && row.passed) ++coverage.core_rows_passed;
  }
  coverage.core_rows_not_asked = core_rows_without(rows, asked_for);
  coverage.groups_lacking = groups_lacking(asked_for, target);
  return coverage;
}

}  // namespace mapproof
