// The form of each call of a sequence in a script: its name and its arguments.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "argument.hpp"
#include "calls/call_id.hpp"
#include "step.hpp"

namespace mapproof::explore {

struct Arguments {
  static constexpr std::size_t most = 6;
  Argument all[most];
  std::size_t count;
  const Argument* begin() const { return all; }
  const Argument* end() const { return all + count; }
};

std::string_view name_of(Call call);
/// The call of the backend's table that it makes; none for what the explorer does by itself.
CallId id_of(Call call);
std::optional<Call> call_named(std::string_view name);
const Arguments& arguments_of(Call call);

}  // namespace mapproof::explore
