// A sequence as text: readable calls, one per line, that can be run again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "step.hpp"

namespace mapproof::explore {

/// One call, e.g. "p0 = mmap_device_memory(NULL, 2*page, READ|WRITE, 0, window0 + 3*page)".
std::string to_text(const Step& step);
std::string to_text(const Sequence& sequence);

/// The sequence that a text stands for. Empty lines, and lines that start with '#', are skipped. Throws CannotRun with
/// the number of the line that is not understood.
Sequence parse_script(std::string_view text);

}  // namespace mapproof::explore
