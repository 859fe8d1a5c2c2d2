// From a target string to the windows that it names.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "device.hpp"
#include "linux/context/machine.hpp"
#include "linux/io/paths.hpp"

namespace mapproof::lnx {

struct NamedDevice {
  std::string target;  // of this window alone
  Device device;
};

/// A list at its commas.
std::vector<std::string> split_targets(const std::string& targets);

/// Takes one target, or several with a comma between them; "" names none, and ports are none of
/// them. Throws Refusal, also if two windows overlap.
std::vector<NamedDevice> find_devices(const std::string& targets, const Paths& paths, const Machine& machine);

}  // namespace mapproof::lnx
