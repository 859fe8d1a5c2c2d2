// The machine's name stays over a reboot, and changes with what decides figures.
// SPDX-License-Identifier: Apache-2.0
#include "output/fingerprint.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "rows/nodes.hpp"

namespace mapproof::bench {
namespace {

constexpr std::uint64_t gib = 1024ull * 1024 * 1024;

MachineTraits machine() {
  return {"x86_64",
          "A CPU @ 2.60GHz",
          8,
          "6.1.0-18-amd64",
          {{"meltdown", "Not affected"}, {"retbleed", "Mitigation: IBRS"}},
          24 * gib - 300000000,
          "0123456789abcdef"};
}

using Change = std::function<void(MachineTraits&)>;

std::string after(const Change& change) {
  MachineTraits changed = machine();
  change(changed);
  return fingerprint(changed);
}

TEST(Fingerprint, IsSixteenHexDigits) {
  EXPECT_EQ(fingerprint(machine()).size(), 16u);
  EXPECT_EQ(fingerprint(machine()).find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(Fingerprint, StaysOverAReboot) {
  const std::string name = fingerprint(machine());

  // What firmware and kernel keep for themselves is a little more or less at each boot.
  for (std::uint64_t kept = 0; kept < gib; kept += 37 * 1024 * 1024) {
    EXPECT_EQ(after([kept](MachineTraits& traits) { traits.memory = 24 * gib - kept; }), name) << kept;
  }
  EXPECT_EQ(after([](MachineTraits& traits) { traits.cpu = "A CPU @ 2.59GHz"; }), name);
  EXPECT_EQ(after([](MachineTraits& traits) { traits.release = "6.1.0-19-amd64"; }), name);
  EXPECT_EQ(after([](MachineTraits& traits) { traits.release = "6.1.55"; }), name);
}

TEST(Fingerprint, ChangesWithWhatDecidesFigures) {
  const std::string name = fingerprint(machine());
  const Change changes[] = {
      [](MachineTraits& traits) { traits.architecture = "aarch64"; },
      [](MachineTraits& traits) { traits.cpu = "Another CPU"; },
      [](MachineTraits& traits) { traits.cpus = 4; },
      [](MachineTraits& traits) { traits.release = "6.2.0-18-amd64"; },
      [](MachineTraits& traits) { traits.release = "5.1.0"; },
      [](MachineTraits& traits) { traits.release = "6.12.0"; },
      [](MachineTraits& traits) { traits.mitigations["retbleed"] = "Vulnerable"; },
      [](MachineTraits& traits) { traits.mitigations["new"] = "Vulnerable"; },
      [](MachineTraits& traits) { traits.memory = 32 * gib; },
      [](MachineTraits& traits) { traits.topology = "0123456789abcdee"; },
  };
  int number = 0;
  for (const Change& change : changes) EXPECT_NE(after(change), name) << "change " << number++;
}

TEST(Fingerprint, OfThisMachineIsTheSameEachTime) {
  const std::string digest = Topology::of_this_machine().digest();

  EXPECT_EQ(fingerprint(traits_of_this_machine(digest)), fingerprint(traits_of_this_machine(digest)));
  EXPECT_NE(fingerprint(traits_of_this_machine(digest)), fingerprint(traits_of_this_machine(digest + "0")));
}

}  // namespace
}  // namespace mapproof::bench
