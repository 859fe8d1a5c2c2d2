// The parts of a reproducer that are the same in each, as C text: runtime/*.h and what checks compare with.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mapproof {

extern const char* const runtime_start;
extern const char* const runtime_main;  ///< loads the plugin, opens the target and calls replay()

// Those that only some have:
extern const char* const runtime_probes;
extern const char* const runtime_objects;
extern const char* const runtime_mapping_lists;
extern const char* const runtime_mappings;
extern const char* const runtime_drivers;
extern const char* const runtime_threads;
extern const char* const runtime_races;

}  // namespace mapproof
