// --list and --facts: what there is, without running a check.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "processes/launcher.hpp"
#include "processes/signals.hpp"
#include "run/options.hpp"

namespace mapproof {

/// Prints rows and checks. Returns 0.
int print_catalogue(const Options& options);

/// Prints what each built-in backend, or the one that was named, can do here. Returns 0; throws CannotRun if the named
/// one cannot be opened.
int print_facts(const SignalWatch& signals, const Options& options, Launcher& launcher);

}  // namespace mapproof
