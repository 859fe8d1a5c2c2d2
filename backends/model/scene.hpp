// The machines that the model can be: windows, physical space, RAM and nodes, as data.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mapproof::model {

inline constexpr std::uint64_t KiB = 1024;
inline constexpr std::uint64_t MiB = 1024 * KiB;
inline constexpr std::uint64_t GiB = 1024 * MiB;

inline constexpr std::uint32_t largest_node_count = 8;

/// A new scene is a new entry of the table in scene.cpp and a line in docs; nothing else knows scenes by name.
struct Scene {
  std::string_view name;
  std::string_view about;
  std::uint32_t node_count;
  std::uint32_t offset_bits;
  std::uint64_t highest_physical;
  const mapproof_window* windows;
  std::size_t window_count;
};

/// The scene of that name, or NULL. An empty name is the default scene.
const Scene* find_scene(std::string_view name);
/// All names, separated by ", ".
std::string scene_names();

/// Ordinary memory: the same layout in every scene, once per node.
struct Bank {
  std::uint64_t physical;
  std::uint64_t length;
  std::int32_t node;
};
inline constexpr std::size_t largest_bank_count = 3 * largest_node_count + 1;
/// Fills banks[] for this many nodes and returns how many there are.
std::size_t lay_out_banks(std::uint32_t node_count, Bank (&banks)[largest_bank_count]);

}  // namespace mapproof::model
