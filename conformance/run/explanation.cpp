// Explains a failed check from its call log.
// SPDX-License-Identifier: Apache-2.0
#include "explanation.hpp"

#include "core/catalogue.hpp"
#include "core/profile.hpp"
#include "explain/call_text.hpp"
#include "explain/reproducer/reproducer.hpp"
#include "record/call_log.hpp"

namespace mapproof {
namespace {

constexpr std::string_view beginning = "\n\nCalls leading to the failure:";

const Requirement* row_of(const std::string& check) {
  const std::string id = check.substr(0, check.find('.'));
  for (const Requirement* row : all_requirements()) {
    if (row->id == id) return row;
  }
  return nullptr;
}

Explanation explained(const Options& options, const std::string& reason, std::uint32_t end, bool died) {
  Explanation explanation;
  const Requirement* const row = row_of(options.run_check);
  const CallLog* const log = call_log();
  if (row == nullptr || log == nullptr) return explanation;
  explanation.text = beginning;
  const std::string claim(row->text);
  if (reason.find(claim) == std::string::npos) explanation.text += "\nrow " + std::string(row->id) + ": " + claim;
  explanation.text += "\nsource: " + std::string(row->source);
  explanation.text += "\ncalls:" + (end == 0 ? "\n  none" : calls_in_words(*log, end));
  // A refusal that failed has both pictures in its reason.
  if (reason.find("\nmapped before") == std::string::npos) {
    explanation.text += "\nmapped, according to the calls:" + mapped_by_calls(*log, end);
  }
  const ReproducerHeading heading{
      options.run_check,  claim, std::string(row->source), options.target, std::string(name_of(options.profile)),
      options.may_write()};
  Reproducer program = make_reproducer(*log, heading, died);
  explanation.text += program.source.empty() ? "\nno standalone reproducer: " + program.why_not
                                             : "\nstandalone reproducer: " + options.run_check + ".c";
  explanation.reproducer = std::move(program.source);
  return explanation;
}

}  // namespace

Explanation explain(const Options& options, const std::string& reason) {
  const CallLog* const log = call_log();
  return explained(options, reason, log == nullptr ? 0 : log->failed_at.load(), false);
}

Explanation explain_death(const Options& options) {
  const CallLog* const log = call_log();
  return explained(options, "", log == nullptr ? 0 : log->kept(), true);
}

std::pair<std::string, std::string> divided(const std::string& detail) {
  const std::size_t at = detail.rfind(beginning);
  if (at == std::string::npos) return {detail, ""};
  return {detail.substr(0, at), detail.substr(at)};
}

}  // namespace mapproof
