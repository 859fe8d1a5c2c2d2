// Prints the result of an exploration as text or JSON.
// SPDX-License-Identifier: Apache-2.0
#include "tell.hpp"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/catalogue.hpp"
#include "core/profile.hpp"
#include "explore/language/script.hpp"
#include "result/result_file.hpp"

namespace mapproof::explore {
namespace {

using Json = nlohmann::ordered_json;

constexpr int schema = 1;

std::string quoted(const std::string& word) { return word.find(' ') == std::string::npos ? word : "'" + word + "'"; }

std::string reproducing_command(const Result& result, const Options& options) {
  std::string command = "mapproof explore";
  for (const std::string& argument : subject_arguments(options)) command += " " + quoted(argument);
  if (!options.replay.empty()) return command + " --replay " + quoted(options.replay);
  command += options.exhaustive != 0
                 ? " --exhaustive " + std::to_string(options.exhaustive)
                 : " --seed " + std::to_string(options.seed) + " --steps " + std::to_string(options.steps);
  // What cannot be shrunk to one sequence needs those before it.
  const std::uint64_t first = result.shortest.empty() ? result.first : result.finding->sequence;
  return command + " --first " + std::to_string(first) + " --sequences " +
         std::to_string(result.finding->sequence - first + 1);
}

std::string sentence_of(const std::string& id) {
  for (const Requirement* row : all_requirements()) {
    if (row->id == id) return std::string(row->text);
  }
  return "";
}

Json finding_object(const Result& result, const Options& options) {
  const Finding& finding = *result.finding;
  Json script = Json::array();
  for (const Step& step : result.shortest) script.push_back(to_text(step));
  return {{"kind", name_of(finding.kind)},
          {"sequence", finding.sequence},
          {"rows", finding.rows},
          {"expected", finding.expected},
          {"actual", finding.actual},
          {"windows", result.windows},
          {"script", script},
          {"command", reproducing_command(result, options)},
          {"reproducer", result.program.source.empty() ? Json(nullptr) : Json(result.program.source)},
          {"no_reproducer", result.program.why_not}};
}

Json enumeration_object(const Result& result, const Options& options) {
  if (options.exhaustive == 0) return nullptr;
  return {{"calls", options.exhaustive}, {"alphabet", result.alphabet}, {"all", result.all}, {"first", result.first}};
}

Json object_of(const Result& result, const Options& options) {
  return {{"schema", schema},
          {"backend", options.backend()},
          {"target", options.target},
          {"profile", std::string(name_of(options.profile))},
          {"seed", options.seed},
          {"sequences", result.sequences},
          {"steps", result.sequences * options.steps},
          {"exhaustive", enumeration_object(result, options)},
          {"seconds", result.seconds},
          {"finding", result.finding ? finding_object(result, options) : Json(nullptr)}};
}

void print_script(const Result& result) {
  if (result.shortest.empty()) {
    std::printf("No single sequence fails like this: it depends on what earlier sequences did.\n");
    return;
  }
  std::printf("Shortest sequence that fails (save it and run it with --replay):\n\n");
  for (std::size_t i = 0; i < result.windows.size(); ++i) {
    std::printf("    # window%zu is %s\n", i, result.windows[i].c_str());
  }
  for (const Step& step : result.shortest) std::printf("    %s\n", to_text(step).c_str());
  std::printf("\n");
}

void print_finding(const Result& result, const Options& options) {
  const Finding& finding = *result.finding;
  std::printf("%s in sequence %llu\n", name_of(finding.kind).c_str(),
              static_cast<unsigned long long>(finding.sequence));
  std::printf("  expected: %s\n  actual: %s\n", finding.expected.c_str(), finding.actual.c_str());
  for (const std::string& row : finding.rows) {
    if (const std::string text = sentence_of(row); !text.empty()) std::printf("  %s: %s\n", row.c_str(), text.c_str());
  }
  std::printf("\n");
  print_script(result);
  if (!result.program.why_not.empty()) std::printf("No standalone reproducer: %s\n", result.program.why_not.c_str());
  if (!result.program.source.empty() && !options.reproducer.empty()) {
    std::printf("Standalone reproducer: %s\n", options.reproducer.c_str());
  }
  std::printf("Reproduce with: %s\n", reproducing_command(result, options).c_str());
}

// Whether nothing was left out is what an enumeration is for.
void print_enumeration(const Result& result) {
  if (result.alphabet == 0) return;
  const std::uint64_t next = result.first + result.sequences;
  std::printf("alphabet of %zu calls, %llu sequences in all; ", result.alphabet,
              static_cast<unsigned long long>(result.all));
  if (result.first == 0 && next == result.all) {
    std::printf("every one was run\n");
  } else {
    std::printf("run from %llu to %llu\n", static_cast<unsigned long long>(result.first),
                static_cast<unsigned long long>(next - 1));
  }
}

}  // namespace

void tell(const Result& result, const Options& options) {
  if (options.json) {
    std::printf("%s\n", one_line(object_of(result, options)).c_str());
    return;
  }
  if (result.finding) print_finding(result, options);
  print_enumeration(result);
  std::printf("%llu sequences of %zu calls in %.1f s: %s\n", static_cast<unsigned long long>(result.sequences),
              options.steps, result.seconds, result.finding ? "one mismatch, where the search ended" : "no mismatch");
}

}  // namespace mapproof::explore
