// A name for the machine that figures belong to: the same after every reboot, another when what decides figures
// changed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace mapproof::bench {

/// What decides figures and is not a matter of the moment: no clock reading, no load, no boot id, no host name.
struct MachineTraits {
  std::string architecture{};
  std::string cpu{};
  long cpus = 0;
  std::string release{};                             ///< of the kernel
  std::map<std::string, std::string> mitigations{};  ///< by vulnerability
  std::uint64_t memory = 0;                          ///< bytes that the system has
  std::string topology{};                            ///< Topology::digest()
};

MachineTraits traits_of_this_machine(const std::string& topology_digest);

/// 16 hex digits. Of the release only the first two numbers count, of the CPU no clock rate, and of the memory not what
/// firmware and kernel keep for themselves, which is a little more or less at each boot.
std::string fingerprint(const MachineTraits& traits);

}  // namespace mapproof::bench
