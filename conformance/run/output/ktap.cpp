// Writes a result as KTAP.
// SPDX-License-Identifier: Apache-2.0
#include "ktap.hpp"

#include "core/verdict.hpp"
#include "shown_text.hpp"

namespace mapproof {
namespace {

using Json = nlohmann::ordered_json;
using Kind = Presentation::Kind;

std::string directive(const Presentation& shown) {
  switch (shown.kind) {
    case Kind::passed:
      return shown.reason.empty() ? "" : " # TODO " + shown.reason;
    case Kind::failed:
    case Kind::open:
      return "";
    case Kind::broken:
      return (shown.verdict == name_of(Verdict::timeout) ? " # TIMEOUT " : " # ERROR ") + shown.reason;
    case Kind::skipped:
      return " # SKIP " + shown.reason;
    case Kind::excused:
      return " # TODO " + shown.reason;
  }
  return "";
}

std::string line_of(std::size_t number, const Json& check) {
  const Presentation shown = present(check);
  std::string text;
  if (!shown.reason.empty()) {
    for (const std::string& line : visible_lines(shown.verdict + ": " + shown.detail)) text += "# " + line + "\n";
  }
  const bool ok = shown.kind == Kind::passed || shown.kind == Kind::skipped;
  return text + (ok ? "ok " : "not ok ") + std::to_string(number) + " - " + shown.name + directive(shown) + "\n";
}

}  // namespace

std::string as_ktap(const ResultEvents& events) {
  std::string lines;
  std::size_t count = 0;
  for (const Json& event : events) {
    if (event.at("event") == "check") lines += line_of(++count, event);
  }
  if (nothing_was_shown(events)) {
    lines += "# " + std::string(nothing_reason) + "\nnot ok " + std::to_string(++count) + " - " + nothing_row + "." +
             nothing_check + "\n";
  }
  const Json& run = events.front();
  const std::string subject =
      visible("# " + run.at("backend").at("name").get<std::string>() + ", target '" +
              run.at("target").get<std::string>() + "', profile " + run.at("profile").get<std::string>());
  const std::string answer(answer_of(conformity_named(events.back().at("verdict").get<std::string>()).value()));
  std::string heading;
  for (const char character : subject) heading += character == '\n' ? ' ' : character;
  return "KTAP version 1\n1.." + std::to_string(count) + "\n" + heading + "\n" + lines + "# conformant: " + answer +
         "\n";
}

}  // namespace mapproof
