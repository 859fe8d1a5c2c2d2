// What does the first access to each page of a new device mapping cost? Timed: each load or store on its own, with the
// fault if there is one. Not: the map and the unmap.
// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "questions/access/access_width.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

using Byte = volatile unsigned char;

// A store puts back what is there, as far as it was read before through another mapping.
std::vector<unsigned char> first_bytes(const MapCase& which) {
  const std::size_t page = which.session->page();
  std::vector<unsigned char> bytes(which.request.length / page);
  const mapproof_address_outcome mapped = which.map();
  if (failed(mapped)) return {};
  const auto* pages = static_cast<const Byte*>(mapped.value);
  for (std::size_t n = 0; n < bytes.size(); ++n) bytes[n] = pages[n * page];
  which.unmap(mapped.value);
  return bytes;
}

}  // namespace

void first_touch(benchmark::State& state, const MapCase& which, CallTimer& timer) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  const bool stores = (which.request.protection & MAPPROOF_PROT_WRITE) != 0;
  const std::vector<unsigned char> bytes = first_bytes(which);
  const std::size_t page = which.session->page();
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_address_outcome mapped = which.map();
    if (failed(mapped)) return mapped.error;
    auto* const pages = static_cast<Byte*>(mapped.value);
    timer.pass();
    for (std::size_t n = 0; n < bytes.size(); ++n) {
      if (stores) {
        pages[n * page] = bytes[n];
      } else {
        (void)pages[n * page];
      }
      wait_for_loads();
      timer.lap();
    }
    const mapproof_status_outcome unmapped = which.unmap(mapped.value);
    if (failed(unmapped)) return unmapped.error;
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
