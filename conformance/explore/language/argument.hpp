// The arguments of the calls of a sequence: how each kind is printed, read and made plainer.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plainer.hpp"

namespace mapproof::explore {

/// In the order in which plainer ones are tried.
enum class Argument : std::uint8_t {
  flags,
  raw_flags,
  protection,
  lock_flags,
  tflag,
  oflag,
  operation,
  name,
  descriptor,
  fd,
  object,
  offset_out,
  run_out,
  descriptor_out,
  kind,
  value,
  level,  ///< left out if it is 0
  address,
  hint,  ///< an address that may be NULL
  length,
  physical,
  count
};

/// "" for one that is left out.
std::string text_of(Argument argument, const Step& step);
/// False if the text is not understood.
bool read(Argument argument, std::string_view text, Step& step);
/// Steps with a plainer argument of this kind, the plainest first.
void add_plainer(Argument argument, const Step& step, Plainer& plainer);

}  // namespace mapproof::explore
