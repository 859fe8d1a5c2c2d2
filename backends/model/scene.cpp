// The table of scenes.
// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <iterator>

namespace mapproof::model {
namespace {

constexpr std::uint32_t rx = MAPPROOF_PROT_READ | MAPPROOF_PROT_EXEC;
constexpr std::uint32_t rwx = rx | MAPPROOF_PROT_WRITE;
constexpr std::uint64_t highest_48_bits = (std::uint64_t{1} << 48) - 1;

// name, physical, length, protection, with NOCACHE, without, is memory, node
constexpr mapproof_window standard_windows[] = {
    {"low", 0xd0000000, 64 * MiB, rwx, MAPPROOF_UNCACHED, MAPPROOF_CACHED, 1, 0, 0},
    // The same low 32 bits as "low": who truncates sees the wrong window.
    {"high", 0x10d0000000, 64 * MiB, rwx, MAPPROOF_UNCACHED, MAPPROOF_WRITE_COMBINING, 1, 1, 0},
    {"readonly", 0xfed00000, 64 * KiB, rx, MAPPROOF_UNCACHED, MAPPROOF_CACHED, 1, 0, 0},
    {"odd", 0xfee00880, 0x1234, rwx, MAPPROOF_UNCACHED, MAPPROOF_CACHED, 1, 0, 0},
    {"top", highest_48_bits + 1 - 64 * KiB, 64 * KiB, rwx, MAPPROOF_UNCACHED, MAPPROOF_CACHED, 1, 1, 0},
};

constexpr mapproof_window numa4_windows[] = {
    {"node0", 0xd0000000, 64 * MiB, rwx, MAPPROOF_UNCACHED, MAPPROOF_CACHED, 1, 0, 0},
    {"node1", 0x10d0000000, 64 * MiB, rwx, MAPPROOF_UNCACHED, MAPPROOF_WRITE_COMBINING, 1, 1, 0},
    {"node2", 0x20d0000000, 64 * MiB, rwx, MAPPROOF_UNCACHED, MAPPROOF_WRITE_COMBINING, 1, 2, 0},
    {"node3", 0x30d0000000, 64 * MiB, rwx, MAPPROOF_UNCACHED, MAPPROOF_WRITE_COMBINING, 1, 3, 0},
};

constexpr Scene scenes[] = {
    {"standard", "five windows, two nodes, a 32-bit off_t", 2, 32, highest_48_bits, standard_windows,
     std::size(standard_windows)},
    {"wide", "as standard, with a 64-bit off_t", 2, 64, highest_48_bits, standard_windows, std::size(standard_windows)},
    {"numa4", "four nodes with one window each, a 32-bit off_t", 4, 32, highest_48_bits, numa4_windows,
     std::size(numa4_windows)},
};

}  // namespace

const Scene* find_scene(std::string_view name) {
  if (name.empty()) return &scenes[0];
  for (const Scene& scene : scenes) {
    if (scene.name == name) return &scene;
  }
  return nullptr;
}

std::string scene_names() {
  std::string names;
  for (const Scene& scene : scenes) names += (names.empty() ? "" : ", ") + std::string(scene.name);
  return names;
}

std::size_t lay_out_banks(std::uint32_t node_count, Bank (&banks)[largest_bank_count]) {
  std::size_t count = 0;
  for (std::uint64_t node = 0; node < node_count; ++node) {
    const auto number = static_cast<std::int32_t>(node);
    banks[count++] = {0x10000000 + node * 128 * MiB, 128 * MiB, number};  // below 2 GiB
    banks[count++] = {0x90000000 + node * 128 * MiB, 128 * MiB, number};  // 2 to 4 GiB
    banks[count++] = {0x140000000 + node * GiB, GiB, number};             // above 4 GiB
  }
  banks[count++] = {0x7f000000, 32 * MiB, 0};  // straddles 2 GiB
  return count;
}

}  // namespace mapproof::model
