// Keeps a place for each instance that was not added, and has few of them.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static outcome_type lie(session_type* session, const driver_type* driver) {
  enum { PLACES = 16 };
  static int taken;
  if (taken >= PLACES) return refusal(ENOMEM);
  const outcome_type outcome = honest()->driver_attach(session, driver);
  if (outcome.value == -1) ++taken;
  return outcome;
}

LIAR(table->driver_attach = lie)
