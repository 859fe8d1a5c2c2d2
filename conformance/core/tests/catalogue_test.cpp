// The gate: the real rows and the real checks agree.
// SPDX-License-Identifier: Apache-2.0
#include "core/catalogue.hpp"

#include <cstdio>

// No GoogleTest case, because this program's registry holds the checks themselves.
int main() {
  const std::vector<mapproof::CatalogueEntry> entries = mapproof::catalogue();
  std::vector<std::string> faults = mapproof::catalogue_faults(entries);
  for (const std::string& id : mapproof::orphaned_checks(entries)) faults.push_back("no row has the id " + id + ".");
  for (const std::string& fault : faults) std::printf("%s\n", fault.c_str());
  std::printf("%zu rows, %zu faults\n", entries.size(), faults.size());
  return faults.empty() && !entries.empty() ? 0 : 1;
}
