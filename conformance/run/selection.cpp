// Matches the globs of --only against rows and checks.
// SPDX-License-Identifier: Apache-2.0
#include "selection.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "host/cannot_run.hpp"

namespace mapproof {
namespace {

bool matches(const std::string& glob, const std::string& name) { return fnmatch(glob.c_str(), name.c_str(), 0) == 0; }

CatalogueEntry matching_part(const CatalogueEntry& entry, const std::string& glob) {
  const std::string id(entry.row->id);
  if (matches(glob, id)) return entry;
  CatalogueEntry part{entry.row, {}};
  for (const std::string& title : entry.checks) {
    if (matches(glob, id + "." + title)) part.checks.push_back(title);
  }
  if (part.checks.empty()) part.row = nullptr;
  return part;
}

void add(std::vector<std::string>& titles, const std::vector<std::string>& more) {
  titles.insert(titles.end(), more.begin(), more.end());
  std::sort(titles.begin(), titles.end());
  titles.erase(std::unique(titles.begin(), titles.end()), titles.end());
}

}  // namespace

std::vector<CatalogueEntry> select(const std::vector<CatalogueEntry>& entries, const std::vector<std::string>& globs) {
  if (globs.empty()) return entries;
  std::vector<CatalogueEntry> chosen(entries.size());
  for (const std::string& glob : globs) {
    bool any = false;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const CatalogueEntry part = matching_part(entries[i], glob);
      if (part.row == nullptr) continue;
      any = true;
      chosen[i].row = part.row;
      add(chosen[i].checks, part.checks);
    }
    if (!any) throw CannotRun("no row and no check matches '" + glob + "': see mapproof-conform --list.");
  }
  const auto empty = [](const CatalogueEntry& entry) { return entry.row == nullptr; };
  chosen.erase(std::remove_if(chosen.begin(), chosen.end(), empty), chosen.end());
  return chosen;
}

}  // namespace mapproof
