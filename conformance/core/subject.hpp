// What this process tests: one backend, one target, one profile.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plugin.hpp"
#include "host/session.hpp"
#include "requirement.hpp"

namespace mapproof {

struct Subject {
  Backend backend;
  OpenOptions options;
  Profile profile = Profile::qnx_7_1;
};

/// Chooses the subject of every check that this process runs from now on. It must outlive them.
void choose_subject(const Subject& subject);

/// The chosen subject. Throws CannotRun if there is none.
const Subject& chosen_subject();

}  // namespace mapproof
