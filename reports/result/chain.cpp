// The links, by nettle's SHA-256.
// SPDX-License-Identifier: Apache-2.0
#include "chain.hpp"

#include <nettle/sha2.h>

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
    event["chain"] = in_hex();
  } else if (name == "end") {
    event["chain"] = in_hex();
  } else {
    add(one_line(event));
  }
  return one_line(event);
}

void Chain::add(const std::string& text) {
  sha256_ctx state;
  sha256_init(&state);
  sha256_update(&state, link_.size(), link_.data());
  sha256_update(&state, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
  sha256_digest(&state, link_.size(), link_.data());
}

std::string Chain::in_hex() const {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : link_) {
    text += digits[byte >> 4U];
    text += digits[byte & 0xfU];
  }
  return text;
}

}  // namespace mapproof
