// Every question that a row can ask, with its case. A question refuses its row where a call is refused.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "questions/access/access_case.hpp"
#include "questions/map/map_case.hpp"
#include "questions/offset/offset_case.hpp"
#include "rows/refusal.hpp"

namespace mapproof::bench {

void map(benchmark::State& state, const MapCase& which, CallTimer& timer);
void unmap(benchmark::State& state, const MapCase& which, CallTimer& timer);
void map_unmap(benchmark::State& state, const MapCase& which, CallTimer& timer);
void map_unmap_loop(benchmark::State& state, const MapCase& which);
void map_replace(benchmark::State& state, const MapCase& which, CallTimer& timer);
void map_at_hint(benchmark::State& state, const MapCase& which, CallTimer& timer);
void first_touch(benchmark::State& state, const MapCase& which, CallTimer& timer);
void protect(benchmark::State& state, const MapCase& which, CallTimer& timer);
void split(benchmark::State& state, const MapCase& which, CallTimer& timer);
void map_among(benchmark::State& state, const MapCase& which, std::size_t others, CallTimer& timer);
void map_contended_by_threads(benchmark::State& state, const MapCase& which, int threads, CallTimer& timer);
void map_contended_by_processes(benchmark::State& state, const MapCase& which, int processes, CallTimer& timer);

void populate_by_touch(benchmark::State& state, const Session& session, std::size_t length, CallTimer& timer);
void populate_by_lock(benchmark::State& state, const Session& session, std::size_t length, CallTimer& timer);
void floor_populate(benchmark::State& state, const Session& session, std::size_t length, bool large_pages,
                    CallTimer& timer);

void mmio_read(benchmark::State& state, const AccessCase& which);
void mmio_write(benchmark::State& state, const AccessCase& which);
void mmio_latency(benchmark::State& state, const AccessCase& which);
void mmio_stride(benchmark::State& state, const AccessCase& which);
void mmio_write_posted(benchmark::State& state, const AccessCase& which);
void mmio_write_drained(benchmark::State& state, const AccessCase& which);

void offset_repeated(benchmark::State& state, const OffsetCase& which, CallTimer& timer);
void offset_chain(benchmark::State& state, const OffsetCase& which);
void offset_kept(benchmark::State& state, const OffsetCase& which);
void offset_run(benchmark::State& state, const OffsetCase& which, CallTimer& timer);
void offset_batched_by_extents(benchmark::State& state, const OffsetCase& which, CallTimer& timer);
void offset_batched_by_lookups(benchmark::State& state, const OffsetCase& which, CallTimer& timer);
void offset_hit(benchmark::State& state, const OffsetCase& which);
void floor_offset_hit(benchmark::State& state, const OffsetCase& which);
void offset_hit_chain(benchmark::State& state, const OffsetCase& which);
void floor_offset_hit_chain(benchmark::State& state, const OffsetCase& which);
void offset_miss(benchmark::State& state, const OffsetCase& which, CallTimer& timer);
void offset_after_fork(benchmark::State& state, const OffsetCase& which, CallTimer& timer);

void ddi_map(benchmark::State& state, const Session& session, std::size_t pages, CallTimer& timer);

void floor_call(benchmark::State& state, const Session& session);
void floor_loop(benchmark::State& state);
void floor_empty(benchmark::State& state, CallTimer& timer);
void canary_registers(benchmark::State& state);
void canary_memory(benchmark::State& state);

}  // namespace mapproof::bench
