// Which mapproof this is, as the build knew it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mapproof {

/// All are known at build time and never empty; what the build could not tell is "unknown".
struct BuildInfo {
  const char* version;
  const char* commit;
  const char* build_type;
  const char* compiler;
  const char* flags;     ///< of the C++ compiler, as the user or the preset gave them
  const char* packages;  ///< of the system: what the programs were compiled with and link to, each with its version
};

extern const BuildInfo build_info;

}  // namespace mapproof
