// Computes the links of the chain of a result file.
// SPDX-License-Identifier: Apache-2.0
#include "chain.hpp"

#include "result_file.hpp"

namespace mapproof {
namespace {

using Json = nlohmann::ordered_json;

// What an equal run has too.
Json what_was_run(const Json& run) {
  Json same = Json::object();
  for (const char* name : {"schema", "kind", "mapproof", "commit", "target", "profile", "allow_write"}) {
    same[name] = run.value(name, Json());
  }
  const Json backend = run.value("backend", Json::object());
  same["backend"] = backend.value("name", Json());
  same["version"] = backend.value("version", Json());
  if (backend.contains("sha256")) same["sha256"] = backend["sha256"];
  return same;
}

}  // namespace

std::string Chain::line_of(Json event) {
  const std::string name = event.value("event", "");
  if (name == "run") {
    add(one_line(what_was_run(event)));
  } else if (name == "check") {
    Json counted = event;
    counted.erase("seconds");
    add(one_line(counted));
    event["chain"] = in_hex(link_);
  } else if (name == "end") {
    event["chain"] = in_hex(link_);
  } else {
    add(one_line(event));
  }
  return one_line(event);
}

void Chain::add(const std::string& text) {
  Sha256 next;
  next.add({reinterpret_cast<const char*>(link_.data()), link_.size()});
  next.add(text);
  link_ = next.digest();
}

}  // namespace mapproof
