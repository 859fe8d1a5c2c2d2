// Prints the summary of a run.
// SPDX-License-Identifier: Apache-2.0
#include "summary.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/profile.hpp"
#include "events.hpp"
#include "presentation.hpp"
#include "result/result_file.hpp"
#include "run/explanation.hpp"

namespace mapproof {
namespace {

// So many names stand in a line about several checks; the rest is counted.
constexpr std::size_t names_shown = 6;
constexpr std::size_t lines_shown = 12;

// The verdict, the reason, and all the checks that came to both.
struct Group {
  Verdict verdict = Verdict::fail;
  bool judged = false;
  std::string reason;
  std::vector<std::string> names;
};

std::vector<Group> groups_of(const std::vector<CheckResult>& results) {
  std::vector<Group> groups;
  for (const CheckResult& result : results) {
    if (result.verdict == Verdict::pass) continue;
    // The explanation is for the result file: it is about one check.
    const std::string reason = divided(result.detail).first;
    Group* found = nullptr;
    for (Group& group : groups) {
      if (group.verdict == result.verdict && group.judged == result.weight.judged && group.reason == reason)
        found = &group;
    }
    if (found == nullptr) found = &groups.emplace_back(Group{result.verdict, result.weight.judged, reason, {}});
    found->names.push_back(result.full_name());
  }
  return groups;
}

// A reason as it stands under its line: indented, cut, and without what would steer the reader's terminal.
std::string for_people(const std::string& reason) {
  std::string text;
  std::size_t lines = 1;
  for (const char character : reason) {
    if (character == '\n' && ++lines > lines_shown) return text + "\n                [more in the result file]";
    const bool printable = static_cast<unsigned char>(character) >= ' ' && character != '\x7f';
    text += printable || character == '\n' || character == '\t' ? character : '?';
    if (character == '\n') text += "                ";
  }
  return text;
}

std::string subject_of(const Group& group) {
  if (group.names.size() == 1) return group.names.front();
  std::string text = std::to_string(group.names.size()) + " checks (";
  for (std::size_t i = 0; i < group.names.size() && i < names_shown; ++i) text += (i == 0 ? "" : ", ") + group.names[i];
  return text + (group.names.size() > names_shown ? ", …)" : ")");
}

void print_group(const Group& group) {
  std::printf("%-12s%s%s: %s\n", std::string(name_of(group.verdict)).c_str(), subject_of(group).c_str(),
              group.judged ? "" : " (not judged in this profile)", for_people(group.reason).c_str());
}

std::string in_words(const Counts& counts, bool (*which)(Verdict)) {
  std::string text;
  for (std::size_t i = 0; i < verdict_count; ++i) {
    const auto verdict = static_cast<Verdict>(i);
    if (counts.of(verdict) == 0 || !which(verdict)) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(counts.of(verdict)) + " " + std::string(name_of(verdict));
  }
  return text;
}

// What stands against conformance, and the reason if all of it has one and the same: then the reader need not search.
std::string why_not(const RunReport& report) {
  Counts against;
  std::vector<std::string> reasons;
  for (const CheckResult& result : report.results) {
    if (effect_of(result.verdict, result.weight) == Effect::none) continue;
    against.add(result.verdict);
    const std::string reason = divided(result.detail).first;
    if (reasons.empty() || reasons.back() != reason) reasons.push_back(reason);
  }
  if (reasons.empty()) return nothing_reason;
  const std::string words = in_words(against, [](Verdict) { return true; });
  return reasons.size() == 1 && against.total() > 1 ? words + ", all for one reason: " + for_people(reasons.front())
                                                    : words;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// The rows of the core that are open for one reason, in one line.
void print_open_rows(const std::vector<OpenRow>& rows) {
  for (std::size_t first = 0; first < rows.size(); ++first) {
    const auto same = [&](const OpenRow& row) {
      return row.verdict == rows[first].verdict && row.reason == rows[first].reason;
    };
    if (std::any_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(first), same)) continue;
    std::vector<std::string> names;
    for (const OpenRow& row : rows) {
      if (same(row)) names.push_back(row.row);
    }
    std::printf("core open   %s (%s): %s\n            what to do: %s.\n", joined(names).c_str(),
                std::string(name_of(rows[first].verdict)).c_str(), for_people(rows[first].reason).c_str(),
                rows[first].remedy.c_str());
  }
}

void print_coverage(const Coverage& coverage) {
  print_open_rows(coverage.core_open);
  std::printf("coverage: %zu of %zu judged rows passed; core: %zu of %zu rows passed", coverage.judged_rows_passed,
              coverage.judged_rows, coverage.core_rows_passed, coverage.core_rows);
  if (coverage.core_rows_not_asked != 0) std::printf(", %zu more not asked", coverage.core_rows_not_asked);
  if (!coverage.groups_lacking.empty()) std::printf("; not offered: %s", joined(coverage.groups_lacking).c_str());
  std::printf("\n");
}

std::string what_was_shown(const RunReport& report) {
  const std::string passed =
      std::to_string(report.conclusion.judged_counts().of(Verdict::pass)) + " judged checks passed";
  return report.coverage.core_rows_not_asked == 0 ? passed : passed + ", of the rows asked for only";
}

void print_for_people(const RunReport& report, const Options& options) {
  for (const std::string& notice : report.notices) std::printf("note: %s\n", notice.c_str());
  for (const Group& group : groups_of(report.results)) print_group(group);
  const auto all = [](Verdict) { return true; };
  const Conclusion& conclusion = report.conclusion;
  std::printf("%zu checks in %.2f s: %s\n", conclusion.counts().total(), report.seconds,
              in_words(conclusion.counts(), all).c_str());
  const std::string subject = report.target.backend.at("name").get<std::string>() + ", target '" + options.target +
                              "', profile " + std::string(name_of(options.profile));
  print_coverage(report.coverage);
  const std::string_view answer = answer_of(conclusion.conformity());
  std::printf("conformant: %s (%s): %s\n", std::string(answer).c_str(), subject.c_str(),
              conclusion.conformant() ? what_was_shown(report).c_str() : why_not(report).c_str());
}

void print_object(const RunReport& report, const Options& options) {
  const nlohmann::ordered_json object = {{"schema", result_schema},
                                         {"backend", report.target.backend.at("name")},
                                         {"profile", std::string(name_of(options.profile))},
                                         {"verdict", std::string(name_of(report.conclusion.conformity()))},
                                         {"conformant", report.conclusion.conformant()},
                                         {"coverage", coverage_object(report.coverage)},
                                         {"counts", counts_object(report.conclusion.counts())},
                                         {"seconds", report.seconds}};
  std::puts(one_line(object).c_str());
}

}  // namespace

void print_summary(const RunReport& report, const Options& options) {
  if (options.json) {
    print_object(report, options);
  } else {
    print_for_people(report, options);
  }
}

}  // namespace mapproof
