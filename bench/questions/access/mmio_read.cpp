// How fast are loads from a device window, by width? Timed: loads of that width over one page, again and again; ns is
// per load.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void mmio_read(benchmark::State& state, const AccessCase& which) {
  const AccessedPage page{which, false};
  if (page.refusal()) return refuse(state, *page.refusal());
  for (auto _ : state) page.access().load(page.address(), page.length());
}

}  // namespace mapproof::bench
