// What does the system itself need to map and unmap the same range? Timed: the bare system calls, in the loops of the
// questions. SPDX-License-Identifier: Apache-2.0
#include "questions.hpp"

namespace mapproof::bench {

MapCase floor_of(MapCase which) {
  const mapproof_backend& table = which.session->table();
  which.calls = {table.floor_map, table.floor_unmap};
  which.is_floor = true;
  return which;
}

void floor_map(benchmark::State& state, const MapCase& which) { map(state, floor_of(which)); }
void floor_unmap(benchmark::State& state, const MapCase& which) { unmap(state, floor_of(which)); }
void floor_map_unmap(benchmark::State& state, const MapCase& which) { map_unmap(state, floor_of(which)); }

}  // namespace mapproof::bench
