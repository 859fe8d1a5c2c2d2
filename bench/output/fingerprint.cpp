// Reads the traits from Linux's files where they exist, and folds them into one number.
// SPDX-License-Identifier: Apache-2.0
#include "fingerprint.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "result/environment.hpp"
#include "rows/fnv.hpp"

namespace mapproof::bench {
namespace {

// "6.1.0-18-amd64" is 6.1.
std::string major_and_minor(const std::string& release) {
  const std::size_t dot = release.find('.');
  const std::size_t end = release.find_first_not_of("0123456789", dot == std::string::npos ? 0 : dot + 1);
  return release.substr(0, end);
}

// "A CPU @ 2.60GHz" is "A CPU".
std::string without_rate(const std::string& cpu) {
  const std::string name = cpu.substr(0, cpu.find('@'));
  return name.substr(0, name.find_last_not_of(' ') + 1);
}

// Up to the next eighth of a power of two: what is installed comes in such sizes.
std::uint64_t installed(std::uint64_t memory) {
  std::uint64_t power = 1;
  while (power <= memory / 2) power *= 2;
  const std::uint64_t step = power < 8 ? 1 : power / 8;
  return (memory + step - 1) / step * step;
}

std::map<std::string, std::string> mitigations() {
  std::map<std::string, std::string> found;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/sys/devices/system/cpu/vulnerabilities", none)) {
    std::ifstream file(entry.path());
    std::getline(file, found[entry.path().filename().string()]);
  }
  return found;
}

}  // namespace

MachineTraits traits_of_this_machine(const std::string& topology_digest) {
  const nlohmann::ordered_json environment = describe_environment();
  const auto pages = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES));
  return {environment.at("machine"),
          environment.at("cpu"),
          environment.at("cpus"),
          environment.at("release"),
          mitigations(),
          pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)),
          topology_digest};
}

std::string fingerprint(const MachineTraits& traits) {
  Fnv hash;
  hash.add(traits.architecture);
  hash.add(without_rate(traits.cpu));
  hash.add(static_cast<std::uint64_t>(traits.cpus));
  hash.add(major_and_minor(traits.release));
  for (const auto& [vulnerability, mitigation] : traits.mitigations) {
    hash.add(vulnerability);
    hash.add(mitigation);
  }
  hash.add(installed(traits.memory));
  hash.add(traits.topology);
  return hash.hex();
}

}  // namespace mapproof::bench
