// The small text files in which the kernel tells facts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mapproof::lnx {

/// The whole file, or "" if it cannot be read.
std::string read_text(const std::string& path);

/// The same without the line end.
std::string read_line(const std::string& path);

std::vector<std::string> lines_of(const std::string& text);

/// A whole string as a number, decimal or 0x; false if it is anything else or does not fit.
bool parse_number(const std::string& text, std::uint64_t& number);

/// 0x and lower-case digits.
std::string hexadecimal(std::uint64_t number);

}  // namespace mapproof::lnx
