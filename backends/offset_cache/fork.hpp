// After fork() no kept answer may be given, on either side: memory that is copied on write moves in both.
// SPDX-License-Identifier: Apache-2.0
#pragma once

struct mapproof_offset_cache;

namespace mapproof::offset_cache {

/// From enlist() to delist() every fork() of this process counts as a change of all memory.
void enlist(mapproof_offset_cache& cache);
void delist(mapproof_offset_cache& cache);

}  // namespace mapproof::offset_cache
