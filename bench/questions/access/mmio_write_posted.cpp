// What does a store to a device window cost the CPU? Timed: 8-byte stores over one page and nothing else; the device
// may have them later.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void mmio_write_posted(benchmark::State& state, const AccessCase& which) {
  const AccessedPage page{which, true};
  if (page.refusal()) return refuse(state, *page.refusal());
  std::uint8_t byte = 0;
  for (auto _ : state) page.access().store(page.address(), page.length(), ++byte);
  drain_stores();
  if (!page.holds(byte)) refuse(state, {EIO, "the window does not hold what was stored."});
}

}  // namespace mapproof::bench
