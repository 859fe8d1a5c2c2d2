// Reads the environment from POSIX calls, and from Linux's files where they exist.
// SPDX-License-Identifier: Apache-2.0
#include "environment.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

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

}  // namespace

nlohmann::ordered_json describe_environment() {
  utsname system{};
  uname(&system);
  return {{"system", system.sysname},
          {"release", system.release},
          {"machine", system.machine},
          {"cpu", cpu_model()},
          {"cpus", std::max(sysconf(_SC_NPROCESSORS_ONLN), 1L)},
          {"nodes", node_count()},
          {"host", system.nodename},
          {"build_type", build_info.build_type},
          {"compiler", build_info.compiler},
          {"user", geteuid() == 0 ? "root" : "unprivileged"}};
}

}  // namespace mapproof
