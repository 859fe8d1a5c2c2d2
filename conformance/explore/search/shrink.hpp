// Makes a failing sequence short and plain.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "explore/language/step.hpp"

namespace mapproof::explore {

/// Runs a candidate: the step at which it fails in the way that is looked for, or nothing.
using Trial = std::function<std::optional<std::size_t>(const Sequence&)>;

/// The shortest and plainest sequence found that still fails: delta debugging first (steps are left out, large pieces
/// before small ones), then each argument is replaced by a plainer one. `failing` is the step at which `sequence`
/// fails. No step of the answer can be left out, unless `most_trials` were not enough.
Sequence shrink(Sequence sequence, std::size_t failing, const Trial& trial, std::size_t most_trials);

/// The same sequence with the names of its answers counted from 0 in the order of their appearance.
Sequence renamed(Sequence sequence);
/// The same sequence with `first` added to the name of each answer.
Sequence with_names_from(Sequence sequence, std::uint32_t first);

}  // namespace mapproof::explore
