// The questions, one function and one file each. Each measures its case and refuses it where a call does.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access_case.hpp"
#include "map_case.hpp"
#include "offset_case.hpp"
#include "row.hpp"

namespace mapproof::bench {

void map(benchmark::State& state, const MapCase& which);
void unmap(benchmark::State& state, const MapCase& which);
void map_unmap(benchmark::State& state, const MapCase& which);
void floor_map(benchmark::State& state, const MapCase& which);
void floor_unmap(benchmark::State& state, const MapCase& which);
void floor_map_unmap(benchmark::State& state, const MapCase& which);

void mmio_read(benchmark::State& state, const AccessCase& which);
void mmio_write(benchmark::State& state, const AccessCase& which);
void floor_read(benchmark::State& state, const AccessCase& which);
void floor_write(benchmark::State& state, const AccessCase& which);

void offset_repeated(benchmark::State& state, const OffsetCase& which);
void offset_kept(benchmark::State& state, const OffsetCase& which);
void offset_by_extents(benchmark::State& state, const OffsetCase& which);
void offset_by_walk(benchmark::State& state, const OffsetCase& which);
void floor_offset(benchmark::State& state, const OffsetCase& which);

void floor_call(benchmark::State& state, const Session& session);
void floor_loop(benchmark::State& state);

}  // namespace mapproof::bench
