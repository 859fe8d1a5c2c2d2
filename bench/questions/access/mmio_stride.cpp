// How fast are loads from a device window that leave bytes out between them? Timed: independent 8-byte loads over one
// page, one in each stride; ns is per load.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void mmio_stride(benchmark::State& state, const AccessCase& which) {
  typedef std::uint64_t Word __attribute__((may_alias));
  const AccessedPage page{which, false};
  if (page.refusal()) return refuse(state, *page.refusal());
  const auto* words = static_cast<const volatile Word*>(page.address());
  const std::size_t step = which.stride / sizeof(Word);
  for (auto _ : state) {
    for (std::size_t n = 0; n < page.length() / sizeof(Word); n += step) (void)words[n];
  }
}

}  // namespace mapproof::bench
