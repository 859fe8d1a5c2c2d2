// Writes KTAP.
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
  const Json& run = events.front();
  const std::string subject =
      visible("# " + run.at("backend").at("name").get<std::string>() + ", target '" +
              run.at("target").get<std::string>() + "', profile " + run.at("profile").get<std::string>());
  std::string heading;
  for (const char character : subject) heading += character == '\n' ? ' ' : character;
  const bool conformant = events.back().at("conformant").get<bool>();
  return "KTAP version 1\n1.." + std::to_string(count) + "\n" + heading + "\n" + lines +
         (conformant ? "# conformant: yes\n" : "# conformant: no\n");
}

}  // namespace mapproof
