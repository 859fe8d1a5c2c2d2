// Answers of the calls that arrange or witness something.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cerrno>

namespace mapproof::lnx {

inline mapproof_arrange_outcome done() { return {0, nullptr}; }
inline mapproof_arrange_outcome cannot(const char* reason) { return {ENOTSUP, reason}; }
inline mapproof_arrange_outcome failed(int error, const char* reason) { return {error, reason}; }

}  // namespace mapproof::lnx
