// Making rows about lookups, and refusing those that a target cannot answer.
// SPDX-License-Identifier: Apache-2.0
#include "offset_rows.hpp"

#include <utility>

namespace mapproof::bench {

OffsetSubject wide(const Session& session) {
  return {"mem_offset64", session.table().mem_offset64, {"MO64_01", "MO64_03"}};
}
OffsetSubject narrow(const Session& session) {
  return {"mem_offset", session.table().mem_offset, {"MOF_01", "MOF_02"}};
}
OffsetSubject bare(const Session& session) { return {"floor_offset", session.table().floor_offset, {}}; }

Row offset_row(const Site& site, const OffsetCase& which, const OffsetSubject& subject, const char* name,
               const nlohmann::ordered_json& arguments) {
  const mapproof_facts& facts = which.session->facts();
  Row row;
  row.name = name;
  row.arguments = arguments;
  row.place = site.place();
  row.needs = subject.needs;
  if (subject.call == nullptr) row.refusal = without_call(subject.name);
  if ((facts.memory_kinds >> which.kind & 1u) == 0) row.refusal = Refusal{ENOTSUP, "the backend has no such memory."};
  if (facts.no_offset != nullptr) row.refusal = Refusal{ENOTSUP, facts.no_offset};
  return row;
}

Row timed(Row row, OffsetCase which, const OffsetSubject& subject,
          void (*ask)(benchmark::State&, const OffsetCase&, CallTimer&)) {
  which.call = subject.call;
  row.calls = [which, ask](benchmark::State& state, CallTimer& timer) { ask(state, which, timer); };
  return row;
}

Row swept(Row row, OffsetCase which, const OffsetSubject& subject, void (*ask)(benchmark::State&, const OffsetCase&)) {
  which.call = subject.call;
  row.sweep = [which, ask](benchmark::State& state) { ask(state, which); };
  return row;
}

Row against(Row row, const char* floor, bool bounded) {
  row.floor = floor;
  row.bounded = bounded;
  return row;
}

Row per_page(Row row, std::size_t pages) {
  row.operations = static_cast<std::int64_t>(pages);
  return row;
}

}  // namespace mapproof::bench
