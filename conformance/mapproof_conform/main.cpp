// mapproof-conform: runs the checks against one target of one backend.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdio>
#include <exception>

#include "core/catalogue.hpp"
#include "core/outcome.hpp"
#include "core/profile.hpp"
#include "core/subject.hpp"

int main(int argc, char** argv) {
  using namespace mapproof;
  try {
    const char* backend = argc > 1 ? argv[1] : "model";
    OpenOptions options{argc > 2 ? argv[2] : "", argc > 3 ? argv[3] : "qnx-7.1", true};
    const Subject subject{load_backend(backend), options, profile_named(options.profile)};
    choose_subject(subject);
    for (const CatalogueEntry& entry : catalogue()) {
      for (const std::string& title : entry.checks) {
        const std::string name = std::string(entry.row->id) + "." + title;
        const Outcome outcome = run_in_this_process(name);
        std::printf("%-12s %s %s\n", std::string(name_of(outcome.verdict)).c_str(), name.c_str(),
                    outcome.detail.c_str());
      }
    }
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mapproof-conform: %s\n", error.what());
    return 2;
  }
}
