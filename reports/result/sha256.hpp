// SHA-256, by nettle: of bytes and of whole files.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nettle/sha2.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace mapproof {

using Digest = std::array<std::uint8_t, SHA256_DIGEST_SIZE>;

/// Bytes in pieces, then their digest.
class Sha256 {
 public:
  Sha256() { sha256_init(&state_); }
  void add(std::string_view bytes);
  Digest digest();

 private:
  sha256_ctx state_;
};

std::string in_hex(const Digest& digest);

/// In hexadecimal; empty if the file cannot be read to its end.
std::string sha256_of_file(const std::string& path);

/// Of the program that runs, which is the file that was loaded even if another has its name by now; "unknown" if the
/// system does not tell.
std::string sha256_of_this_program();

}  // namespace mapproof
