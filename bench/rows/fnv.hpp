// FNV-1a: short, stable over releases and machines, and nobody attacks it here.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <string>

namespace mapproof::bench {

class Fnv {
 public:
  void add(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) add_byte(static_cast<unsigned char>(number >> shift & 0xffu));
  }
  void add(const std::string& text) {
    for (const char character : text) add_byte(static_cast<unsigned char>(character));
    add_byte(0);  // "ab", "c" is not "a", "bc"
  }
  std::string hex() const {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016" PRIx64, hash_);
    return text.data();
  }

 private:
  void add_byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3u; }

  std::uint64_t hash_ = 0xcbf29ce484222325u;
};

}  // namespace mapproof::bench
