// How fast are stores to a device window, by width? Timed: stores of that width over one page, and the fence after each
// sweep.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void mmio_write(benchmark::State& state, const AccessCase& which) {
  const AccessedPage page{which, true};
  if (page.refusal()) return refuse(state, *page.refusal());
  std::uint8_t byte = 0;
  for (auto _ : state) {
    page.access().store(page.address(), page.length(), ++byte);
    drain_stores();  // without it, what a write-combining buffer still holds would look fast
  }
  if (!page.holds(byte)) refuse(state, {EIO, "the window does not hold what was stored."});
}

}  // namespace mapproof::bench
