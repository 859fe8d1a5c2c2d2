// The rows of what the offset cache holds: hits, and chains of hits.
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "offset_rows.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

constexpr std::array<std::size_t, 2> held{64, 4096};  // pages

}  // namespace

void plan_offset_cache(const Session& session, const Site& site, std::vector<Group>& plan) {
  const OffsetSubject cached = wide(session);
  const auto row = [&](const char* name, std::size_t pages, void (*ask)(benchmark::State&, const OffsetCase&)) {
    const OffsetCase which{&session, nullptr, site.memory_node, pages * session.page()};
    return per_page(swept(offset_row(site, which, cached, name, {{"pages", pages}}), which, cached, ask), pages);
  };
  const auto floor = [&](const char* name, std::size_t pages, void (*ask)(benchmark::State&, const OffsetCase&)) {
    Row bare = row(name, pages, ask);
    bare.needs.clear();
    return bare;
  };
  for (const std::size_t pages : held) {
    plan.push_back({against(row("offset_hit", pages, offset_hit), "floor_offset_hit", true),
                    floor("floor_offset_hit", pages, floor_offset_hit),
                    against(row("offset_hit_chain", pages, offset_hit_chain), "floor_offset_hit_chain", true),
                    floor("floor_offset_hit_chain", pages, floor_offset_hit_chain)});
  }
}

}  // namespace mapproof::bench
