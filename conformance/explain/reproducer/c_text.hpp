// Numbers and text as they stand in a C program.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mapproof {

/// "0x1000", and "0x1000ull" where C has to take it for 64 bits wide.
std::string hex_of(std::uint64_t number);
std::string wide_hex(std::uint64_t number);

/// A C string literal.
std::string c_literal(std::string_view text);
/// The number of a call, counted from 1.
std::string number_of(std::uint32_t call);
/// Text that can stand between the marks of a C comment.
std::string as_comment(std::string text);

}  // namespace mapproof
