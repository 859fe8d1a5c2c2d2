// Plans the results of checks, and applies waivers to them.
// SPDX-License-Identifier: Apache-2.0
#include "check_result.hpp"

#include <algorithm>

#include "core/check_registry.hpp"

namespace mapproof {
namespace {

// A waiver is for a row: it excuses the checks that do not pass, and is itself at fault if all of them do.
void apply_waiver(std::vector<CheckResult>& results, std::size_t first, std::size_t last, const Waiver& waiver) {
  const auto begin = results.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = results.begin() + static_cast<std::ptrdiff_t>(last);
  const auto passed = [](const CheckResult& result) { return result.verdict == Verdict::pass; };
  const bool all_pass = std::all_of(begin, end, passed);
  for (auto result = begin; result != end; ++result) {
    if (passed(*result) && !all_pass) continue;
    const Verdict before = result->verdict;
    result->verdict = with_waiver(before);
    if (result->verdict == before) continue;
    const std::string was =
        all_pass ? "" : "\nWithout the waiver: " + std::string(name_of(before)) + ": " + result->detail;
    result->detail = "waived until " + waiver.expires + ": " + waiver.reason + was;
  }
}

// A row that says "what those rows say holds here too" counts for each of them as that one does.
Weight weight_of(const Requirement& row, const Requirement& claim, Profile profile, unsigned offset_bits) {
  const bool asked = offset_bits == 32 || !claim.narrow_off_t;
  return {row.judged_in.contains(profile) && claim.judged_in.contains(profile), row.core && claim.core && asked,
          row.optional};
}

}  // namespace

std::vector<CheckResult> planned_results(const std::vector<CatalogueEntry>& entries, Profile profile,
                                         unsigned offset_bits) {
  std::vector<CheckResult> results;
  for (const CatalogueEntry& entry : entries) {
    for (const std::string& title : entry.checks) {
      CheckResult result;
      result.row = entry.row;
      result.title = title;
      const RegisteredCheck* const check = find_check(result.full_name());
      result.weight = weight_of(*entry.row, check == nullptr ? *entry.row : check->claim, profile, offset_bits);
      results.push_back(std::move(result));
    }
  }
  return results;
}

void apply_waivers(std::vector<CheckResult>& results, const Waivers& waivers, const std::string& backend) {
  const std::string day = today();
  for (std::size_t first = 0; first < results.size();) {
    std::size_t last = first;
    while (last < results.size() && results[last].row == results[first].row) ++last;
    if (const Waiver* waiver = waivers.find(results[first].row->id, backend, day)) {
      apply_waiver(results, first, last, *waiver);
    }
    first = last;
  }
}

}  // namespace mapproof
