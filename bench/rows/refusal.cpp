// How a refusal travels through the benchmark library.
// SPDX-License-Identifier: Apache-2.0
#include "refusal.hpp"

#include "host/errno_name.hpp"

namespace mapproof::bench {

Refusal::Refusal(int error, std::string why) : name(errno_name(error)), reason(std::move(why)) {
  if (name.front() != 'E') name.insert(name.begin(), 'E');
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
