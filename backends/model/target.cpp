// The grammar and the keys of a target string.
// SPDX-License-Identifier: Apache-2.0
#include "target.hpp"

#include <unistd.h>

#include <charconv>
#include <optional>

namespace mapproof::model {
namespace {

struct Key {
  std::string_view name;
  std::string_view values;
  bool (*set)(Target&, std::uint64_t);
};

constexpr Key keys[] = {
    {"nodes", "1 to 8",
     [](Target& target, std::uint64_t value) {
       target.node_count = static_cast<std::uint32_t>(value);
       return value >= 1 && value <= largest_node_count;
     }},
    {"offset_bits", "32 or 64",
     [](Target& target, std::uint64_t value) {
       target.offset_bits = static_cast<std::uint32_t>(value);
       return value == 32 || value == 64;
     }},
    {"page", "a power of two, from the system's own page to 65536",
     [](Target& target, std::uint64_t value) {
       target.page = static_cast<std::size_t>(value);
       return value >= system_page() && value <= 64 * KiB && (value & (value - 1)) == 0;
     }},
    {"without_privilege", "0 or 1",
     [](Target& target, std::uint64_t value) {
       target.without_privilege = value == 1;
       return value <= 1;
     }},
    {"memory_mapped_io", "0 or 1",
     [](Target& target, std::uint64_t value) {
       target.memory_mapped_io = value == 1;
       return value <= 1;
     }},
    {"address_space", "a number of bytes",
     [](Target& target, std::uint64_t value) {
       target.limits.mapped = value;
       return true;
     }},
    {"mappings", "a number of mappings",
     [](Target& target, std::uint64_t value) {
       target.limits.entries = value;
       return true;
     }},
    {"lock_limit", "a number of bytes",
     [](Target& target, std::uint64_t value) {
       target.limits.locked = value;
       return true;
     }},
};

std::string key_names() {
  std::string names;
  for (const Key& key : keys) names += (names.empty() ? "" : ", ") + std::string(key.name);
  return names;
}

std::optional<std::uint64_t> number(std::string_view text) {
  const bool hexadecimal = text.substr(0, 2) == "0x";
  if (hexadecimal) text.remove_prefix(2);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, hexadecimal ? 16 : 10);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string apply(std::string_view option, Target& target) {
  const std::size_t equals = option.find('=');
  const std::string_view name = option.substr(0, equals);
  for (const Key& key : keys) {
    if (key.name != name) continue;
    const std::string_view text = equals == std::string_view::npos ? "" : option.substr(equals + 1);
    const std::optional<std::uint64_t> value = number(text);
    if (value && key.set(target, *value)) return "";
    return "the model's option " + quoted(name) + " cannot be " + quoted(text) + ": give " + std::string(key.values) +
           ".";
  }
  return "the model has no option " + quoted(name) + ": use one of " + key_names() + ".";
}

// Takes the text up to the next comma off the front.
std::string_view next_part(std::string_view& text) {
  const std::size_t comma = text.find(',');
  const std::string_view part = text.substr(0, comma);
  text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
  return part;
}

}  // namespace

std::size_t system_page() {
  static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return page;
}

std::string parse_target(std::string_view text, Target& target) {
  constexpr std::string_view scheme = "model:";
  if (!text.empty() && text.substr(0, scheme.size()) != scheme) {
    return "the model cannot open target " + quoted(text) + ": give model:SCENE or model:SCENE,key=value.";
  }
  text.remove_prefix(text.empty() ? 0 : scheme.size());
  const std::string_view name = next_part(text);
  target.scene = find_scene(name);
  if (target.scene == nullptr) return "the model has no scene " + quoted(name) + ": use one of " + scene_names() + ".";
  target.node_count = target.scene->node_count;
  target.offset_bits = target.scene->offset_bits;
  target.page = system_page();
  while (!text.empty()) {
    if (std::string problem = apply(next_part(text), target); !problem.empty()) return problem;
  }
  return "";
}

}  // namespace mapproof::model
