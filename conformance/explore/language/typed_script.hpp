// The arguments of calls about typed memory and posix_mem_offset(), in scripts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "step.hpp"

namespace mapproof::explore {

bool has_typed_arguments(Call call);
std::vector<std::string> typed_arguments(const Step& step);
/// False if they are not understood.
bool read_typed_arguments(Step& step, const std::vector<std::string>& arguments);

}  // namespace mapproof::explore
