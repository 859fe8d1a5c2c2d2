// The rows about shapes of access: dependent loads, loads with gaps, stores that are posted and stores that arrived.
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "access_rows.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

constexpr std::size_t word = 8;
constexpr std::size_t line = 64;
constexpr std::array<std::size_t, 3> strides{64, 256, 1024};

AccessCase case_of(const Session& session, const Site& site, std::size_t width, std::size_t stride) {
  return {&session, site.window, site.memory_node, false, MAPPROOF_CACHING_UNKNOWN, width, stride};
}

}  // namespace

void plan_access_shapes(const Session& session, const Site& site, std::vector<Group>& plan) {
  for (const std::size_t width : {std::size_t{4}, word}) {
    plan.push_back(
        access_rows(session, site, case_of(session, site, width, line), {"mmio_latency", mmio_latency, false}));
  }
  for (const std::size_t stride : strides) {
    plan.push_back(
        access_rows(session, site, case_of(session, site, word, stride), {"mmio_stride", mmio_stride, false}));
  }
  for (const std::size_t width : {std::size_t{4}, word}) {
    plan.push_back(access_rows(session, site, case_of(session, site, width, width),
                               {"mmio_write_posted", mmio_write_posted, true}));
  }
  plan.push_back(
      access_rows(session, site, case_of(session, site, word, line), {"mmio_write_drained", mmio_write_drained, true}));
}

}  // namespace mapproof::bench
