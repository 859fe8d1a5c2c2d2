// Reads a target string: "", "model:", "model:SCENE" or "model:SCENE,key=value...".
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/memory/mapping_table.hpp"
#include "scene.hpp"

namespace mapproof::model {

/// A scene and what the target string changes of it.
struct Target {
  const Scene* scene = nullptr;
  std::uint32_t node_count = 0;
  std::uint32_t offset_bits = 0;
  std::size_t page = 0;  ///< a multiple of the system's own
  bool without_privilege = false;
  bool memory_mapped_io = false;
  TableLimits limits{};
};

/// The page of the system that the model runs on.
std::size_t system_page();

/// Answers "" or one sentence that says what is wrong.
std::string parse_target(std::string_view text, Target& target);

}  // namespace mapproof::model
