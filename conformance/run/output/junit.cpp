// Writes a result as JUnit XML.
// SPDX-License-Identifier: Apache-2.0
#include "junit.hpp"

#include <array>
#include <cstdio>

#include "shown_text.hpp"

namespace mapproof {
namespace {

using Json = nlohmann::ordered_json;
using Kind = Presentation::Kind;

std::string attribute(const std::string& name, std::string_view value) {
  return " " + name + "=\"" + xml_attribute(value) + "\"";
}

std::string property(const std::string& name, std::string_view value) {
  return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
}

// What stands in the attributes of a suite.
struct Tally {
  std::array<std::size_t, 6> kinds{};
  double seconds = 0;

  void add(Kind kind, double more_seconds) {
    ++kinds[static_cast<std::size_t>(kind)];
    seconds += more_seconds;
  }
  std::size_t of(Kind kind) const { return kinds[static_cast<std::size_t>(kind)]; }

  std::string attributes() const {
    std::size_t total = 0;
    for (const std::size_t count : kinds) total += count;
    char time[32];
    std::snprintf(time, sizeof time, "%.6f", seconds);
    return attribute("tests", std::to_string(total)) +
           attribute("failures", std::to_string(of(Kind::failed) + of(Kind::open))) +
           attribute("errors", std::to_string(of(Kind::broken))) +
           attribute("skipped", std::to_string(of(Kind::skipped) + of(Kind::excused))) + attribute("time", time);
  }
};

const char* element_of(Kind kind) {
  switch (kind) {
    case Kind::failed:
    case Kind::open:
      return "failure";
    case Kind::broken:
      return "error";
    default:
      return "skipped";
  }
}

std::string test_case(const Json& check, const Presentation& shown) {
  char time[32];
  std::snprintf(time, sizeof time, "%.6f", check.at("seconds").get<double>());
  std::string text = "    <testcase" + attribute("classname", check.at("row").get<std::string>()) +
                     attribute("name", check.at("check").get<std::string>()) + attribute("time", time);
  if (shown.reason.empty()) return text + "/>\n";
  text += ">\n      ";
  if (shown.kind == Kind::passed) {
    text += "<system-out>" + xml_text(shown.verdict + ": " + shown.detail) + "</system-out>";
  } else {
    const std::string element = element_of(shown.kind);
    text += "<" + element + attribute("type", shown.verdict) + attribute("message", shown.reason) + ">" +
            xml_text(shown.detail) + "</" + element + ">";
  }
  return text + "\n    </testcase>\n";
}

std::string test_suite(const Json& row, const ResultEvents& events, Tally& all) {
  Tally tally;
  std::string cases;
  for (const Json& event : events) {
    if (event.at("event") != "check" || event.at("row") != row.at("row")) continue;
    const Presentation shown = present(event);
    cases += test_case(event, shown);
    tally.add(shown.kind, event.at("seconds").get<double>());
    all.add(shown.kind, event.at("seconds").get<double>());
  }
  std::string properties;
  for (const char* name : {"text", "source", "state", "reason"}) {
    if (row.at(name).is_string()) properties += property(name, row.at(name).get<std::string>());
  }
  return "  <testsuite" + attribute("name", row.at("row").get<std::string>()) + tally.attributes() +
         ">\n    <properties>\n" + properties + "    </properties>\n" + cases + "  </testsuite>\n";
}

// The suite that fails where all others are skipped.
std::string nothing_suite(Tally& all) {
  Tally tally;
  tally.add(Kind::open, 0);
  all.add(Kind::open, 0);
  return "  <testsuite" + attribute("name", nothing_row) + tally.attributes() + ">\n    <testcase" +
         attribute("classname", nothing_row) + attribute("name", nothing_check) + attribute("time", "0.000000") +
         ">\n      <failure" + attribute("type", "incomplete") + attribute("message", nothing_reason) + ">" +
         nothing_reason + "</failure>\n    </testcase>\n  </testsuite>\n";
}

}  // namespace

std::string as_junit(const ResultEvents& events) {
  Tally all;
  std::string suites;
  for (const Json& event : events) {
    if (event.at("event") == "row") suites += test_suite(event, events, all);
  }
  if (nothing_was_shown(events)) suites += nothing_suite(all);
  const Json& run = events.front();
  const std::string name = "mapproof: " + run.at("backend").at("name").get<std::string>() + ", target '" +
                           run.at("target").get<std::string>() + "', profile " + run.at("profile").get<std::string>() +
                           ": " + events.back().at("verdict").get<std::string>();
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", name) + all.attributes() +
         ">\n" + suites + "</testsuites>\n";
}

}  // namespace mapproof
