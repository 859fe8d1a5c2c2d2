// The one record that a child sends its parent, framed so that nothing else can pass for it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mapproof {

/// A fresh secret of 32 hexadecimal digits, known to one child only. A record without it is not believed.
std::string new_token();
inline constexpr std::size_t token_length = 32;

/// token, length in 8 hexadecimal digits, payload.
std::string frame_record(std::string_view token, std::string_view payload);

/// The payload if `bytes` is exactly one record with this token; nothing for a part of one, for more than one, and for
/// all that a subject may have written there.
std::optional<std::string> unframe_record(std::string_view token, std::string_view bytes);

}  // namespace mapproof
