// The records that a child sends its parent, framed so that nothing else can pass for them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mapproof {

/// A fresh secret of 32 hexadecimal digits, known to one child only. A record without it is not believed.
std::string new_token();
inline constexpr std::size_t token_length = 32;

/// token, length in 8 hexadecimal digits, payload.
std::string frame_record(std::string_view token, std::string_view payload);

/// The payloads of the whole records with this token at the beginning of `bytes`, and whether nothing else came: no
/// part of a record, and nothing that a subject may have written there.
struct Records {
  std::vector<std::string> payloads;
  bool nothing_else = true;
};
Records unframe_records(std::string_view token, std::string_view bytes);

}  // namespace mapproof
