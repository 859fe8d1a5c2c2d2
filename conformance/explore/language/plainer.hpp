// Plainer forms of the arguments of a step.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "step.hpp"

namespace mapproof::explore {

/// Steps that differ in one argument from one that is given; the plainest first.
using Plainer = std::vector<Step>;

template <class Value>
void add_changed(const Step& step, Value Step::*member, const Value& value, Plainer& plainer) {
  if (step.*member == value) return;
  plainer.push_back(step);
  plainer.back().*member = value;
}
template <auto member, auto value>
void add_with(const Step& step, Plainer& plainer) {
  add_changed(step, member, value, plainer);
}

void add_with_fewer_flags(const Step& step, Plainer& plainer);
void add_with_fewer_accesses(const Step& step, Plainer& plainer);
void add_with_plain_tflag(const Step& step, Plainer& plainer);
void add_with_plainer_address(const Step& step, Plainer& plainer);
void add_with_plainer_length(const Step& step, Plainer& plainer);
void add_with_plainer_physical(const Step& step, Plainer& plainer);

}  // namespace mapproof::explore
