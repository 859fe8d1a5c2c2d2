// The written part of the alphabet of --exhaustive: a sound form of each call, the classes of each of its arguments,
// and the arguments that matter together.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>

#include "explore/language/argument.hpp"
#include "explore/language/step.hpp"

namespace mapproof::explore {

/// Each text takes the place of this argument in the sound form. One that begins with '!' is a fault, whose call places
/// nothing.
struct Classes {
  Call call;
  Argument argument;
  std::initializer_list<const char*> texts;
};

struct AlphabetTable {
  std::initializer_list<const char*> sound;     ///< one form of each call
  std::initializer_list<Classes> classes;       ///< arguments that change alone
  std::initializer_list<const char*> together;  ///< whole calls, a fault again with '!'
};

const AlphabetTable& alphabet_table();

}  // namespace mapproof::explore
