// Nettle's SHA-256 over strings and files.
// SPDX-License-Identifier: Apache-2.0
#include "sha256.hpp"

#include <cstdio>
#include <fstream>
#include <memory>

namespace mapproof {

void Sha256::add(std::string_view bytes) {
  sha256_update(&state_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Digest Sha256::digest() {
  Digest result{};
  sha256_digest(&state_, result.size(), result.data());
  return result;
}

std::string in_hex(const Digest& digest) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 0xfU];
  }
  return text;
}

std::string sha256_of_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "re"), std::fclose);
  if (file == nullptr) return "";
  Sha256 whole;
  std::array<char, 1 << 16> piece;
  while (const std::size_t length = std::fread(piece.data(), 1, piece.size(), file.get())) {
    whole.add({piece.data(), length});
  }
  return std::ferror(file.get()) == 0 ? in_hex(whole.digest()) : "";
}

std::string sha256_of_this_program() {
  std::string found = sha256_of_file("/proc/self/exe");
  if (!found.empty()) return found;
  // QNX has a file with the program's path there.
  std::string path;
  std::getline(std::ifstream("/proc/self/exefile"), path, '\0');
  found = sha256_of_file(path);
  return found.empty() ? "unknown" : found;
}

}  // namespace mapproof
