// Names of rows, and how a refusal travels through the benchmark library.
// SPDX-License-Identifier: Apache-2.0
#include "row.hpp"

#include "host/errno_name.hpp"

namespace mapproof::bench {

std::string label(const Row& row) {
  std::string text = row.name;
  for (const auto& argument : row.arguments.items()) {
    const auto& value = argument.value();
    text += "/" + argument.key() + ":" + (value.is_string() ? value.get<std::string>() : value.dump());
  }
  text += "/cpu:" + std::to_string(row.place.cpu_node) + "/memory:" + std::to_string(row.place.memory_node);
  if (!row.place.window.empty()) text += "/window:" + row.place.window;
  return text;
}

Refusal::Refusal(int error, std::string why) : name(errno_name(error)), reason(std::move(why)) {
  if (name.front() != 'E') name.insert(0, "E");
}

// The library carries one string per failed run: "EINVAL: reason".
void refuse(benchmark::State& state, const Refusal& refusal) {
  state.SkipWithError((refusal.name + ": " + refusal.reason).c_str());
}

Refusal refusal_of(const std::string& message) {
  const std::size_t colon = message.find(": ");
  return {message.substr(0, colon), colon == std::string::npos ? "" : message.substr(colon + 2)};
}

}  // namespace mapproof::bench
