// Runs stress-ng and reads its metrics.
// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>

#include "peers.hpp"

namespace mapproof::bench {
namespace {

constexpr const char* rate_key = "bogo-ops-per-second-usr-sys-time:";

double rate_in(std::FILE& metrics) {
  double rate = 0;
  for (char line[256]; std::fgets(line, sizeof line, &metrics) != nullptr;) {
    const std::string text{line};
    const std::size_t place = text.find(rate_key);
    if (place != std::string::npos)
      rate = std::strtod(text.c_str() + place + std::char_traits<char>::length(rate_key), nullptr);
  }
  return rate;
}

}  // namespace

std::optional<double> stress_ng_operation(std::size_t length) {
  char path[] = "/tmp/mapproof-peers-XXXXXX";
  const int file = mkstemp(path);
  if (file == -1) return std::nullopt;
  const std::string command = "stress-ng --mmap 1 --mmap-bytes " + std::to_string(length) +
                              " --mmap-ops 2000 --timeout 5 --metrics --yaml " + path + " >/dev/null 2>&1";
  const int code = std::system(command.c_str());
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> metrics{fdopen(file, "r"), std::fclose};
  const double rate = code == 0 && metrics ? rate_in(*metrics) : 0;
  unlink(path);
  if (rate <= 0) return std::nullopt;
  return 1e9 / rate;
}

}  // namespace mapproof::bench
