// How fast are the same loads and stores on ordinary memory? Timed: the loops of mmio_read and mmio_write on a locked
// page. SPDX-License-Identifier: Apache-2.0
#include "questions.hpp"

namespace mapproof::bench {

void floor_read(benchmark::State& state, const AccessCase& which) { mmio_read(state, which); }
void floor_write(benchmark::State& state, const AccessCase& which) { mmio_write(state, which); }

}  // namespace mapproof::bench
