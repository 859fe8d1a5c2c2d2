// Puts a reproducer together from the runtime and its own texts.
// SPDX-License-Identifier: Apache-2.0
#include "reproducer_frame.hpp"

#include "runtime.hpp"

namespace mapproof {
namespace {

std::string heading(const FrameTexts& texts) {
  return "/* Shows alone what the check " + texts.check +
         " found. Written by mapproof-conform.\n *\n * Claim: " + texts.claim + "\n * Source: " + texts.source +
         "\n *\n * Build: cc -I FOLDER/OF/backends/api THIS.c -ldl" + (texts.threads ? " -lpthread" : "") +
         "\n * Run: ./a.out PLUGIN.so [TARGET]; exit code 1 if the subject is wrong, 0 if it is right, 2 if "
         "undetermined.\n */\n";
}

std::string definitions(const FrameTexts& texts) {
  return "\n#define TARGET " + texts.target + "\n#define PROFILE " + texts.profile + "\n#define ALLOW_WRITE " +
         texts.allow_write + "\n#define FINDING " + texts.finding + "\n";
}

std::string parts(const FrameTexts& texts) {
  std::string text;
  const auto add = [&text](bool wanted, const char* part) {
    if (wanted) text += std::string("\n") + part;
  };
  add(texts.probes, runtime_probes);
  add(texts.objects, runtime_objects);
  add(texts.lists_mappings, runtime_mapping_lists);
  add(texts.lists_mappings, runtime_mappings);
  add(texts.drives, runtime_drivers);
  add(texts.threads, runtime_threads);
  add(texts.races, runtime_races);
  return text;
}

}  // namespace

std::string framed(const FrameTexts& texts) {
  return heading(texts) + runtime_start + definitions(texts) + parts(texts) + "\n" + texts.globals +
         "\nstatic int replay(void) {\n" + texts.needs + "\n" + texts.body + "  return 0;\n}\n\n" + runtime_main;
}

}  // namespace mapproof
