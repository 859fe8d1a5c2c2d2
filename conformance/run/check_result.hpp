// What one check came to, as it is reported.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/catalogue.hpp"
#include "core/verdict.hpp"
#include "waivers.hpp"

namespace mapproof {

struct CheckResult {
  const Requirement* row = nullptr;
  std::string title;
  Verdict verdict = Verdict::unresolved;
  Weight weight;
  bool known = false;  ///< a verdict is there: of this run, or kept from the one that it resumes
  double seconds = 0;
  std::string detail;
  std::string reproducer;  ///< a C program; "" if there is none

  std::string full_name() const { return std::string(row->id) + "." + title; }
};

/// One for each check, in catalogue order, none of them known. `offset_bits` is the width of the subject's off_t.
std::vector<CheckResult> planned_results(const std::vector<CatalogueEntry>& entries, Profile profile,
                                         unsigned offset_bits);

/// Excuses what a waiver in force is about.
void apply_waivers(std::vector<CheckResult>& results, const Waivers& waivers, const std::string& backend);

}  // namespace mapproof
