// What only some reproducers have round their calls.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mapproof {

extern const char* const frame_of_probes;    ///< accesses in a child
extern const char* const frame_of_objects;   ///< files
extern const char* const frame_of_looks;     ///< two looks at the mappings, and their difference
extern const char* const frame_of_threads;   ///< calls in a thread of their own
extern const char* const frame_of_meetings;  ///< calls of several parties at once, of which each was made alone before
extern const char* const frame_of_drivers;   ///< the entry points of a driver, which all end in answer()

}  // namespace mapproof
