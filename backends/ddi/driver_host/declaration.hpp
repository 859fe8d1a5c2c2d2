// What a vendor says of a driver: in the target string, and in the Master file of its driver software package.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mapproof::ddi {

struct Declaration {
  std::string path;
  std::string prefix;  ///< of the named entry points, before DDI 8
  std::uint32_t ddi_version = 0;
  std::uint32_t minor_count = 1;
  std::size_t length = 0;
  std::uint32_t grants = 0;
};

/// Reads "FILE,key=value...". Answers "" or one sentence that says what is wrong and what to do.
std::string read_declaration(std::string_view target, Declaration& declaration);

/// Reads a Master file: `$interface ddi`, `$entry`, and the prefix of its last line. What it says must not contradict
/// what the declaration has already.
std::string read_master_file(const std::string& path, Declaration& declaration);

}  // namespace mapproof::ddi
