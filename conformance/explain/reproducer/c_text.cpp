// Writes numbers and text as C.
// SPDX-License-Identifier: Apache-2.0
#include "c_text.hpp"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

namespace mapproof {

std::string hex_of(std::uint64_t number) {
  char text[2 + 16 + 1];
  std::snprintf(text, sizeof text, "0x%" PRIx64, number);
  return text;
}

std::string wide_hex(std::uint64_t number) { return hex_of(number) + "ull"; }

std::string c_literal(std::string_view text) {
  std::string out = "\"";
  for (const char character : text) {
    const bool plain =
        character >= ' ' && character < 0x7f && character != '"' && character != '\\' && character != '?';
    char octal[sizeof "\\377"];
    std::snprintf(octal, sizeof octal, "\\%03o", static_cast<unsigned>(static_cast<unsigned char>(character)));
    out += plain ? std::string(1, character) : octal;
  }
  return out + "\"";
}

std::string number_of(std::uint32_t call) { return std::to_string(call + 1); }

std::string as_comment(std::string text) {
  for (std::size_t at = text.find("*/"); at != std::string::npos; at = text.find("*/")) text.replace(at, 2, "* /");
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace mapproof
