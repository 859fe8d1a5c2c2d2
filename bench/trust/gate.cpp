// Reads a conformance result and refuses rows by it.
// SPDX-License-Identifier: Apache-2.0
#include "gate.hpp"

#include <fstream>

#include "host/cannot_run.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

const std::set<std::string> bad{"fail", "crashed", "timeout", "unresolved", "waived"};
const std::set<std::string> good{"pass", "xpass"};

Json parse(const std::string& path, const std::string& line) {
  Json event = Json::parse(line, nullptr, false);
  if (!event.is_object() || !event.contains("event")) {
    throw CannotRun("'" + path +
                    "' is not a mapproof result file: give the file that mapproof-conform --out has written.");
  }
  return event;
}

void must_be_of_this_run(const std::string& path, const Json& other, const Json& run) {
  if (other.value("kind", "") != "conformance") {
    throw CannotRun("'" + path +
                    "' is not a conformance result: give the file that mapproof-conform --out has written.");
  }
  for (const char* name : {"backend", "target", "profile", "mapproof", "commit"}) {
    if (other.value(name, Json()) == run.value(name, Json())) continue;
    throw CannotRun("'" + path + "' is about another " + name + " (" + other.value(name, Json()).dump() +
                    ") than this run (" + run.value(name, Json()).dump() +
                    "): run mapproof-conform on the same subject.");
  }
  const auto host = "/environment/host"_json_pointer;
  if (!other.contains(host) || other.at(host) != run.at(host)) {
    throw CannotRun("'" + path + "' was written on another machine: run mapproof-conform here.");
  }
}

bool any_of(const std::set<std::string>& words, const std::set<std::string>& wanted) {
  for (const std::string& word : words) {
    if (wanted.count(word) != 0) return true;
  }
  return false;
}

}  // namespace

Gate::Gate(const std::string& path, const Json& run) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) {
    throw CannotRun("conformance result '" + path + "' cannot be read: run mapproof-conform with --out first.");
  }
  must_be_of_this_run(path, parse(path, line), run);
  bool whole = false;
  while (std::getline(file, line)) {
    const Json event = parse(path, line);
    take(event);
    whole = event["event"] == "end" && !event.value("interrupted", true);
  }
  if (!whole) throw CannotRun("conformance result '" + path + "' is not complete: run mapproof-conform again.");
}

void Gate::take(const Json& event) {
  if (event["event"] == "check") verdicts_[event.value("row", "")].insert(event.value("verdict", ""));
}

std::string Gate::failure(const std::string& requirement) const {
  const auto found = verdicts_.find(requirement);
  if (found == verdicts_.end()) return "was not checked";
  const std::set<std::string>& words = found->second;
  for (const std::string& word : bad) {
    if (words.count(word) != 0) return "is " + word;
  }
  if (any_of(words, good)) return {};
  return words.count("untested") != 0 ? "is untested" : "is unsupported";
}

void Gate::apply(std::vector<Group>& plan) const {
  for (Group& group : plan) {
    for (Row& row : group) {
      if (row.refusal) continue;
      std::string reasons;
      for (const std::string& requirement : row.needs) {
        const std::string why = failure(requirement);
        if (why.empty()) continue;
        row.failed.push_back(requirement);
        reasons += (reasons.empty() ? "" : ", ") + requirement + " " + why;
      }
      if (!row.failed.empty()) row.refusal = Refusal{ECANCELED, reasons + " in the same run."};
    }
  }
}

std::set<std::string> needed(const std::vector<Group>& plan) {
  std::set<std::string> requirements;
  for (const Group& group : plan) {
    for (const Row& row : group) requirements.insert(row.needs.begin(), row.needs.end());
  }
  return requirements;
}

}  // namespace mapproof::bench
