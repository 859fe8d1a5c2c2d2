// What does the system itself need to map and unmap the same range? Timed: the bare system calls, in the loops of the
// questions.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

MapCase floor_of(MapCase which) {
  const mapproof_backend& table = which.session->table();
  which.calls = {table.floor_map, table.floor_unmap};
  which.is_floor = true;
  return which;
}

}  // namespace mapproof::bench
