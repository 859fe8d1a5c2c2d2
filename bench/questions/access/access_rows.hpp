// Rows about accesses: one for each way in which the window can be cached, and their floor on ordinary memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access_case.hpp"
#include "rows/plan.hpp"

namespace mapproof::bench {

struct AccessQuestion {
  std::string name;  ///< its floor is "floor_" and this
  void (*ask)(benchmark::State&, const AccessCase&) = nullptr;
  bool writing = false;
};

/// With PROT_NOCACHE and without; once where both give the same.
std::vector<AccessCase> ways_to_cache(AccessCase which);

/// The row of a case on its window, or on ordinary memory if it has none.
Row access_row(const Session& session, const Site& site, const AccessCase& which, const AccessQuestion& question);

/// All of them, and behind them their floor. Operations are the accesses of one sweep over a page.
Group access_rows(const Session& session, const Site& site, const AccessCase& on_window,
                  const AccessQuestion& question);

}  // namespace mapproof::bench
