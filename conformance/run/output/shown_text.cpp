// Escapes text for terminals and XML.
// SPDX-License-Identifier: Apache-2.0
#include "shown_text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace mapproof {
namespace {

struct Character {
  std::uint32_t number;
  std::size_t length;
};

// Of valid UTF-8.
Character decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  constexpr std::uint32_t rest = 0x3f;
  if (byte(0) < 0x80 || text.size() < 2) return {byte(0), 1};
  if (byte(0) < 0xe0) return {(byte(0) & 0x1fu) << 6 | (byte(1) & rest), 2};
  if (byte(0) < 0xf0 && text.size() >= 3) {
    return {(byte(0) & 0x0fu) << 12 | (byte(1) & rest) << 6 | (byte(2) & rest), 3};
  }
  return {0x10000, 4};  // beyond the first plane nothing needs an escape
}

bool needs_escape(std::uint32_t character) {
  const bool control =
      (character < 0x20 && character != '\n' && character != '\t') || (character >= 0x7f && character < 0xa0);
  const bool ends_a_line = character == 0x2028 || character == 0x2029;
  const bool no_character = character == 0xfffe || character == 0xffff;
  return control || ends_a_line || no_character;
}

std::string with_entities(std::string_view utf8, std::string_view escaped) {
  std::string text;
  for (const char character : visible(utf8)) {
    if (escaped.find(character) == std::string_view::npos) {
      text += character;
    } else {
      text += "&#" + std::to_string(static_cast<int>(character)) + ";";
    }
  }
  return text;
}

}  // namespace

std::string visible(std::string_view utf8) {
  std::string text;
  while (!utf8.empty()) {
    const Character character = decode(utf8);
    if (needs_escape(character.number)) {
      char escape[sizeof "\\uffff"];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(character.number));
      text += escape;
    } else {
      text += utf8.substr(0, character.length);
    }
    utf8.remove_prefix(std::min(character.length, utf8.size()));
  }
  return text;
}

std::string xml_text(std::string_view utf8) { return with_entities(utf8, "<>&"); }

std::string xml_attribute(std::string_view utf8) { return with_entities(utf8, "<>&\"\n\t"); }

std::vector<std::string> visible_lines(std::string_view utf8) {
  std::vector<std::string> lines(1);
  for (const char character : visible(utf8)) {
    if (character == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += character;
    }
  }
  return lines;
}

std::string first_line(std::string_view utf8) { return visible_lines(utf8).front(); }

}  // namespace mapproof
