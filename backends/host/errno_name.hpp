// errno values by name, because their numbers differ between systems.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mapproof {

/// The name of an errno value ("EINVAL"), "0" for 0, or its number in decimal if it has no name here.
std::string errno_name(int number);

}  // namespace mapproof
