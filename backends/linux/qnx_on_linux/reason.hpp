// Why the last call of a thread was refused, in a sentence.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace mapproof::lnx {

/// All of these are safe in signal handlers.
void note_reason(const char* sentence);
/// Of a map of this range. `errno_number` 0: it was not refused.
void note_map_reason(int errno_number, std::uint64_t physical, std::size_t length);
/// Of a lookup.
void note_lookup_reason(int errno_number, const void* address);

/// "" if no call of this thread was refused. Valid until its next call.
const char* reason();

}  // namespace mapproof::lnx
