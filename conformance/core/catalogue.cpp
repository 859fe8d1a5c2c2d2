// Joins the rows of the catalogue with their checks.
// SPDX-License-Identifier: Apache-2.0
#include "catalogue.hpp"

#include <algorithm>
#include <set>

#include "check_registry.hpp"

namespace mapproof {
namespace {

std::vector<std::string> checks_of(std::string_view row) {
  std::vector<std::string> titles;
  for (const RegisteredCheck* check : registered_checks()) {
    if (check->row.id == row) titles.emplace_back(check->title);
  }
  // The linker decides in which order files register.
  std::sort(titles.begin(), titles.end());
  return titles;
}

}  // namespace

std::string_view name_of(RowState state) {
  switch (state) {
    case RowState::tested:
      return "tested";
    case RowState::report_only:
      return "report-only";
    case RowState::untestable:
      return "untestable";
  }
  return "";
}

RowState state_of(const CatalogueEntry& entry) {
  if (!entry.row->untestable.empty()) return RowState::untestable;
  return entry.checks.empty() || entry.row->judged_in.bits == 0 ? RowState::report_only : RowState::tested;
}

std::vector<CatalogueEntry> catalogue() {
  std::vector<CatalogueEntry> entries;
  for (const Requirement* row : all_requirements()) entries.push_back({row, checks_of(row->id)});
  return entries;
}

std::vector<std::string> catalogue_faults(const std::vector<CatalogueEntry>& entries) {
  std::vector<std::string> faults;
  std::set<std::string_view> ids;
  for (const CatalogueEntry& entry : entries) {
    const std::string id(entry.row->id);
    if (!ids.insert(entry.row->id).second) faults.push_back("row " + id + " exists twice.");
    if (entry.row->text.empty() || entry.row->source.empty() || entry.row->evidence.empty()) {
      faults.push_back("row " + id + " lacks its sentence, source or evidence.");
    }
    if (entry.checks.empty() && entry.row->untestable.empty() && entry.row->judged_in.bits != 0) {
      faults.push_back("row " + id + " is judged, but has neither a check nor a reason why there can be none.");
    }
    if (!entry.checks.empty() && !entry.row->untestable.empty()) {
      faults.push_back("row " + id + " says that no check can exist, yet has one.");
    }
    for (std::size_t i = 1; i < entry.checks.size(); ++i) {
      if (entry.checks[i] == entry.checks[i - 1])
        faults.push_back("check " + id + "." + entry.checks[i] + " exists twice.");
    }
  }
  return faults;
}

std::vector<std::string> orphaned_checks(const std::vector<CatalogueEntry>& entries) {
  std::set<std::string> orphans;
  for (const RegisteredCheck* check : registered_checks()) {
    const auto is_its_row = [&](const CatalogueEntry& entry) { return entry.row->id == check->row.id; };
    if (std::none_of(entries.begin(), entries.end(), is_its_row)) orphans.emplace(check->row.id);
  }
  return {orphans.begin(), orphans.end()};
}

}  // namespace mapproof
