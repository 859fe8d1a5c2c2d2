// Reads the environment from POSIX calls, and from Linux's files where they exist.
// SPDX-License-Identifier: Apache-2.0
#include "environment.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>

#include "build_info.hpp"

namespace mapproof {
namespace {

// The first value of "key : value" in /proc/cpuinfo; which key names the model depends on the architecture.
std::string cpu_model() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    for (const char* key : {"model name", "Model", "cpu model", "uarch"}) {
      const std::size_t colon = line.find(": ");
      if (colon != std::string::npos && line.compare(0, std::string(key).size(), key) == 0)
        return line.substr(colon + 2);
    }
  }
  return "unknown";
}

// The number of nodes in a list such as "0-1,4"; 1 where the system does not tell.
int node_count() {
  std::ifstream file("/sys/devices/system/node/online");
  int count = 0;
  int first = 0;
  while (file >> first) {
    int last = first;
    if (file.peek() == '-') {
      file.get();
      file >> last;
    }
    count += last - first + 1;
    if (file.peek() != ',') break;
    file.get();
  }
  return std::max(count, 1);
}

// How the machine was started, what it is, and what the kernel keeps from this process.
constexpr std::pair<const char*, const char*> files_of_the_host[] = {
    {"kernel_command_line", "/proc/cmdline"},
    {"lockdown", "/sys/kernel/security/lockdown"},
    {"microcode", "/sys/devices/system/cpu/cpu0/microcode/version"},
    {"firmware_vendor", "/sys/class/dmi/id/bios_vendor"},
    {"firmware", "/sys/class/dmi/id/bios_version"},
    {"firmware_date", "/sys/class/dmi/id/bios_date"},
    {"product", "/sys/class/dmi/id/product_name"},
};

std::string first_line(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

std::string effective_capabilities() {
  std::ifstream file("/proc/self/status");
  for (std::string word; file >> word;) {
    if (word == "CapEff:" && file >> word) return word;
  }
  return "";
}

// What the system does not tell is left out.
void add_facts_of_the_host(nlohmann::ordered_json& environment) {
  for (const auto& [name, path] : files_of_the_host) {
    const std::string line = first_line(path);
    if (!line.empty()) environment[name] = line;
  }
  const std::string capabilities = effective_capabilities();
  if (!capabilities.empty()) environment["capabilities"] = capabilities;
}

}  // namespace

nlohmann::ordered_json describe_environment() {
  utsname system{};
  uname(&system);
  nlohmann::ordered_json environment{{"system", system.sysname},
                                     {"release", system.release},
                                     {"kernel", system.version},
                                     {"machine", system.machine},
                                     {"cpu", cpu_model()},
                                     {"cpus", std::max(sysconf(_SC_NPROCESSORS_ONLN), 1L)},
                                     {"nodes", node_count()},
                                     {"host", system.nodename},
                                     {"build_type", build_info.build_type},
                                     {"compiler", build_info.compiler},
                                     {"flags", build_info.flags},
                                     {"packages", build_info.packages},
                                     {"user", geteuid() == 0 ? "root" : "unprivileged"}};
  add_facts_of_the_host(environment);
  return environment;
}

}  // namespace mapproof
