// Text of a subject in formats that have rules of their own.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mapproof {

/// Valid UTF-8 with each character made visible, as "\u001b", that XML forbids or that could start a line or steer a
/// terminal. Newlines and tabs stay.
std::string visible(std::string_view utf8);

/// The same as the text of an XML element, and between the quotes of an attribute.
std::string xml_text(std::string_view utf8);
std::string xml_attribute(std::string_view utf8);

/// The same in lines, and its first line alone.
std::vector<std::string> visible_lines(std::string_view utf8);
std::string first_line(std::string_view utf8);

}  // namespace mapproof
