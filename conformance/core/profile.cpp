// The table of profiles.
// SPDX-License-Identifier: Apache-2.0
#include "profile.hpp"

#include "host/cannot_run.hpp"

namespace mapproof {

const std::vector<NamedProfile>& all_profiles() {
  static const std::vector<NamedProfile> profiles = {
      {Profile::qnx_6_5, "qnx-6.5", "QNX Neutrino 6.5 and earlier, library reference"},
      {Profile::qnx_6_6, "qnx-6.6", "QNX SDP 6.6, library reference"},
      {Profile::qnx_7_0, "qnx-7.0", "QNX SDP 7.0, library reference"},
      {Profile::qnx_7_1, "qnx-7.1", "QNX SDP 7.1, library reference of April 2023"},
      {Profile::qnx_7_1b, "qnx-7.1b", "QNX SDP 7.1, library reference of October 2024"},
      {Profile::qnx_8_0, "qnx-8.0", "QNX SDP 8.0, library reference"},
      {Profile::obs64, "obs64", "behaviour observed of the 6.4-era release"},
      {Profile::svr5_ddi7, "svr5-ddi7", "SVR5 DDI 7, manual pages of the HDK"},
      {Profile::svr5_ddi8, "svr5-ddi8", "SVR5 DDI 8, manual pages of the HDK"},
  };
  return profiles;
}

std::string_view name_of(Profile profile) { return all_profiles().at(static_cast<std::size_t>(profile)).name; }

Profile profile_named(std::string_view name) {
  std::string known;
  for (const NamedProfile& entry : all_profiles()) {
    if (entry.name == name) return entry.profile;
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  throw CannotRun("there is no profile '" + std::string(name) + "': use one of " + known + ".");
}

}  // namespace mapproof
