// What every reproducer has round its calls: it loads the plugin, opens the target, and ends with 1 if something is
// wrong.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mapproof {

/// All but `body` and `needs` stand in comments or are C expressions.
struct FrameTexts {
  std::string check;
  std::string claim;
  std::string source;
  std::string target;
  std::string profile;
  std::string allow_write;
  std::string finding;
  std::string needs;
  std::string globals;
  std::string body;
  bool lists_mappings = false;
  bool probes = false;
  bool objects = false;
  bool drives = false;
  bool threads = false;
  bool races = false;
};

std::string framed(const FrameTexts& texts);

}  // namespace mapproof
