// Prints the summary.
// SPDX-License-Identifier: Apache-2.0
#include "summary.hpp"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/profile.hpp"
#include "events.hpp"
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
      if (group.verdict == result.verdict && group.judged == result.judged && group.reason == reason) found = &group;
    }
    if (found == nullptr) found = &groups.emplace_back(Group{result.verdict, result.judged, reason, {}});
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
    if (!result.judged || !forbids_conformance(result.verdict, result.row->optional)) continue;
    against.add(result.verdict);
    const std::string reason = divided(result.detail).first;
    if (reasons.empty() || reasons.back() != reason) reasons.push_back(reason);
  }
  if (reasons.empty()) return "no judged check passed";
  const std::string words = in_words(against, [](Verdict) { return true; });
  return reasons.size() == 1 && against.total() > 1 ? words + ", all for one reason: " + for_people(reasons.front())
                                                    : words;
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
  if (conclusion.conformant()) {
    std::printf("conformant: yes (%s): %zu judged checks passed\n", subject.c_str(),
                conclusion.judged_counts().of(Verdict::pass));
  } else {
    std::printf("conformant: no (%s): %s\n", subject.c_str(), why_not(report).c_str());
  }
}

void print_object(const RunReport& report, const Options& options) {
  const nlohmann::ordered_json object = {{"schema", result_schema},
                                         {"backend", report.target.backend.at("name")},
                                         {"profile", std::string(name_of(options.profile))},
                                         {"conformant", report.conclusion.conformant()},
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
