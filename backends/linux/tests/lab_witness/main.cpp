// lab-witness: asks hardware, kernel and emulator whether what a backend says is true.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cstdio>
#include <map>

#include "asked.hpp"
#include "host/cannot_run.hpp"

namespace mapproof::lab {
namespace {

Asked& mutable_asked() {
  static Asked given;
  return given;
}

// --name=value for every field; what it does not know is an error.
void take(const std::string& word) {
  Asked& given = mutable_asked();
  const std::map<std::string, std::string*> texts = {{"--memory", &given.memory},
                                                     {"--registers", &given.registers},
                                                     {"--counter", &given.counter},
                                                     {"--ports", &given.ports},
                                                     {"--unplug", &given.unplug}};
  const std::size_t equals = word.find('=');
  const std::string name = word.substr(0, equals);
  const std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
  if (texts.count(name) != 0) {
    *texts.at(name) = value;
  } else if (name == "--backend") {
    given.backend = load_backend(value);
  } else if (name == "--seed") {
    given.seed = std::stoull(value);
  } else if (name == "--pages") {
    given.pages = std::stoul(value);
  } else if (name == "--stores") {
    given.stores = static_cast<std::uint32_t>(std::stoul(value));
  } else {
    throw CannotRun("'" + word + "' is no option of lab-witness.");
  }
}

}  // namespace

const Asked& asked() { return mutable_asked(); }

}  // namespace mapproof::lab

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  try {
    mapproof::lab::take("--backend=linux");
    for (int i = 1; i < argc; ++i) mapproof::lab::take(argv[i]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lab-witness: %s\n", error.what());
    return 2;
  }
  return RUN_ALL_TESTS();
}
