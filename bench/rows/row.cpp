// The names of benchmark rows.
// SPDX-License-Identifier: Apache-2.0
#include "row.hpp"

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

}  // namespace mapproof::bench
