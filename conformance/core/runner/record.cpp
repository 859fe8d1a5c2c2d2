// Framing.
// SPDX-License-Identifier: Apache-2.0
#include "record.hpp"

#include <cstdint>
#include <cstdio>
#include <random>

namespace mapproof {
namespace {

constexpr std::size_t length_digits = 8;

std::string in_hex(std::uint32_t number) {
  char text[length_digits + 1];
  std::snprintf(text, sizeof text, "%08x", number);
  return text;
}

}  // namespace

std::string new_token() {
  std::random_device random;
  std::string token;
  while (token.size() < token_length) token += in_hex(random());
  return token;
}

std::string frame_record(std::string_view token, std::string_view payload) {
  return std::string(token) + in_hex(static_cast<std::uint32_t>(payload.size())) + std::string(payload);
}

std::optional<std::string> unframe_record(std::string_view token, std::string_view bytes) {
  const std::size_t header = token.size() + length_digits;
  if (bytes.size() < header) return std::nullopt;
  const std::string_view payload = bytes.substr(header);
  if (frame_record(token, payload) != bytes) return std::nullopt;
  return std::string(payload);
}

}  // namespace mapproof
