// What does a store to a device window cost until the device has it? Timed: each 8-byte store with its fence and a load
// of the same bytes, which no bridge answers before the store.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

typedef std::uint64_t StoredWord __attribute__((may_alias));

void mmio_write_drained(benchmark::State& state, const AccessCase& which) {
  const AccessedPage page{which, true};
  if (page.refusal()) return refuse(state, *page.refusal());
  auto* const words = static_cast<volatile StoredWord*>(page.address());
  const std::size_t step = which.stride / sizeof(StoredWord);
  std::uint64_t value = 0;
  bool kept = true;
  for (auto _ : state) {
    ++value;
    for (std::size_t n = 0; n < page.length() / sizeof(StoredWord); n += step) {
      words[n] = value;
      drain_stores();
      kept = (words[n] == value) & kept;
    }
  }
  if (!kept) refuse(state, {EIO, "the window does not hold what was stored."});
}

}  // namespace mapproof::bench
