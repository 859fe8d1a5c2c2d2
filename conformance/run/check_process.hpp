// What a child does: run one check, or open the target once; and what its parent reads from that.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/outcome.hpp"
#include "options.hpp"
#include "processes/launcher.hpp"
#include "processes/supervisor.hpp"

namespace mapproof {

/// The child of one check. Returns its exit code.
int be_check_process(const Options& options);
/// The child that opens the target once.
int be_probe_process(const Options& options);

/// The verdict on a check whose process ended so.
Outcome outcome_of(const Ending& ending);

/// What the target offers, as the probe found it.
struct Probe {
  nlohmann::ordered_json backend;      ///< "backend" of the run event
  nlohmann::ordered_json facts;        ///< null if opening crashed or hung
  nlohmann::ordered_json missing;      ///< the calls that the backend does not offer; null with facts
  nlohmann::ordered_json unsupported;  ///< why rows are, by their ids: the target lacks what they need; null with facts
  std::string trouble;                 ///< why facts is null
  std::string refusal;                 ///< the sentence with which the target was refused; "" if it was opened
  double seconds = 0;                  ///< what opening the target in a process of its own took
};

/// The deadline of one check where none was given: 2 s, and more where even opening the target once took
/// `probe_seconds`, as on an emulated or a busy host. Never more than 20 s, so that a slow open() does not make every
/// hang expensive.
double deadline_on_this_host(double probe_seconds);

/// Opens the target once in a process of its own.
Probe probe(const SignalWatch& signals, const Options& options, Launcher& launcher);

}  // namespace mapproof
