// The system that the QNX backend meets where there is no QNX: its calls, answered by the model.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cerrno>
#include <cstdint>

namespace mapproof::stub {

/// The model's table, and the one machine that is open.
struct System {
  const mapproof_backend* table = nullptr;
  mapproof_session* session = nullptr;
};

System& system();

/// As a C library answers: errno is set by a failure only.
template <class Outcome>
auto answer(const Outcome& outcome) {
  if (outcome.error != 0) errno = outcome.error;
  return outcome.value;
}

}  // namespace mapproof::stub
