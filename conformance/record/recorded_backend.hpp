// A backend that writes into the call log what it is asked and what it answers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plugin.hpp"

namespace mapproof {

/// The same backend behind a table that records; the real one as it is if there is no call log. One in a process: the
/// functions of a table have no place for more.
Backend recorded(const Backend& backend);

}  // namespace mapproof
