// How a question ends without a number, and how it times its calls.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <optional>
#include <string>
#include <utility>

#include "timing/call_timer.hpp"

namespace mapproof::bench {

/// Why a row has no number.
struct Refusal {
  Refusal(int error, std::string why = {});
  Refusal(std::string errno_name, std::string why) : name(std::move(errno_name)), reason(std::move(why)) {}

  std::string name;    ///< of the errno; "E0" and the like where it has none
  std::string reason;  ///< one sentence, or empty
};

/// Marks the running row as refused: it gets the errno's name and no number. Return from the benchmark afterwards.
void refuse(benchmark::State& state, const Refusal& refusal);

/// What refuse() put into the benchmark library's error message.
Refusal refusal_of(const std::string& message);

/// Runs `call` in each iteration; it ends its laps itself. If it answers with a refusal, that is the row's.
template <class Call>
void time_calls(benchmark::State& state, CallTimer& timer, Call call) {
  const auto end = state.end();
  auto iteration = state.begin();  // starts the library's clock, which takes longer than many a call
  for (timer.start(); iteration != end; ++iteration) {
    if (const std::optional<Refusal> refusal = call()) return refuse(state, *refusal);
  }
}

/// Marks the running row's figures as implausible: `why` is one sentence. The last one counts.
inline void doubt(benchmark::State& state, const std::string& why) { state.SetLabel(why); }

}  // namespace mapproof::bench
