// What does the system itself need for one lookup? Timed: the bare system calls for the same answer about the same
// page. SPDX-License-Identifier: Apache-2.0
#include "questions.hpp"

namespace mapproof::bench {

void floor_offset(benchmark::State& state, const OffsetCase& which) {
  OffsetCase bare = which;
  bare.call = which.session->table().floor_offset;
  offset_repeated(state, bare);
}

}  // namespace mapproof::bench
