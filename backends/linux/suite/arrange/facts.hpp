// What facts() answers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "linux/suite/session.hpp"

namespace mapproof::lnx {

/// Fills session.store. `no_offset` is the reason why physical addresses cannot be learned, or "".
void tell_facts(mapproof_session& session, const std::string& no_offset);

}  // namespace mapproof::lnx
