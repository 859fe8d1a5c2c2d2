// A request is a file that the host answers with another one; both appear by their last rename.
// SPDX-License-Identifier: Apache-2.0
#include "host.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace mapproof::lab {
namespace {

// The host's files come without a notice, and this machine's clock may run at any speed: who waits too long is ended by
// the lab's own deadline.
void wait_for(const std::string& path) {
  while (access(path.c_str(), R_OK) != 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

std::string share() {
  const char* const path = std::getenv("MAPPROOF_LAB");
  if (path == nullptr) throw std::runtime_error("this is no guest of the lab: MAPPROOF_LAB is not set");
  return path;
}

}  // namespace

std::vector<std::string> ask_host(const std::string& request) {
  static unsigned requests = 0;
  const std::string name = std::to_string(getpid()) + "-" + std::to_string(++requests);
  const std::string question = share() + "/requests/" + name, answer = share() + "/answers/" + name;
  std::ofstream(question + ".partial") << request;
  if (std::rename((question + ".partial").c_str(), question.c_str()) != 0) {
    throw std::runtime_error("'" + question + "' cannot be written");
  }
  wait_for(answer);
  std::ifstream file(answer);
  std::string first;
  std::getline(file, first);
  if (first != "done") throw std::runtime_error("the host: " + first);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::vector<std::uint64_t> words_seen_by_host(const std::vector<std::uint64_t>& addresses) {
  std::string request = "memory";
  for (const std::uint64_t address : addresses) {
    char text[24];
    std::snprintf(text, sizeof text, "\n0x%llx", static_cast<unsigned long long>(address));
    request += text;
  }
  std::vector<std::uint64_t> words;
  for (const std::string& line : ask_host(request)) words.push_back(std::stoull(line, nullptr, 16));
  if (words.size() != addresses.size()) throw std::runtime_error("the host has answered another question");
  return words;
}

}  // namespace mapproof::lab
