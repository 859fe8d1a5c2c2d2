// Profiles by name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "requirement.hpp"

namespace mapproof {

struct NamedProfile {
  Profile profile;
  std::string_view name;   ///< as on the command line: "qnx-7.1"
  std::string_view title;  ///< whose documents these are
};

/// All profiles in the order of the enum.
const std::vector<NamedProfile>& all_profiles();

std::string_view name_of(Profile profile);

/// Throws CannotRun with the list of profiles if there is none of this name.
Profile profile_named(std::string_view name);

}  // namespace mapproof
