// How records are framed on the pipe between a child and its parent.
// SPDX-License-Identifier: Apache-2.0
#include "record.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
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

Records unframe_records(std::string_view token, std::string_view bytes) {
  Records records;
  while (!bytes.empty()) {
    const std::size_t header = token.size() + length_digits;
    const std::string digits(bytes.substr(std::min(token.size(), bytes.size()), length_digits));
    const std::string_view payload =
        bytes.substr(std::min(header, bytes.size()), std::strtoul(digits.c_str(), nullptr, 16));
    const std::string record = frame_record(token, payload);
    if (bytes.substr(0, record.size()) != record) {
      records.nothing_else = false;
      break;
    }
    records.payloads.emplace_back(payload);
    bytes.remove_prefix(record.size());
  }
  return records;
}

}  // namespace mapproof
