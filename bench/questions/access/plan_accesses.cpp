// The rows of mmio_read and mmio_write: by width, and by each way in which the window can be cached.
// SPDX-License-Identifier: Apache-2.0
#include "access_rows.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {

void plan_accesses(const Session& session, const Site& site, std::vector<Group>& plan) {
  for (const std::size_t width : access_widths) {
    const AccessCase which{&session, site.window, site.memory_node, false, MAPPROOF_CACHING_UNKNOWN, width, width};
    plan.push_back(access_rows(session, site, which, {"mmio_read", mmio_read, false}));
    plan.push_back(access_rows(session, site, which, {"mmio_write", mmio_write, true}));
  }
}

}  // namespace mapproof::bench
