// The subject of this process.
// SPDX-License-Identifier: Apache-2.0
#include "subject.hpp"

#include "host/cannot_run.hpp"

namespace mapproof {
namespace {

const Subject* chosen = nullptr;

}  // namespace

void choose_subject(const Subject& subject) { chosen = &subject; }

const Subject& chosen_subject() {
  if (chosen == nullptr) throw CannotRun("no subject was chosen before a check ran: run checks with mapproof-conform.");
  return *chosen;
}

}  // namespace mapproof
