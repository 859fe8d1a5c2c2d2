// Finds the entries of a log that opened a descriptor.
// SPDX-License-Identifier: Apache-2.0
#include "open_object.hpp"

#include <mapproof/backend.h>

#include <algorithm>

#include "explain/reproducer/c_text.hpp"
#include "record/call_values.hpp"

namespace mapproof {
namespace {

std::vector<std::uint64_t> opened_by(const RecordedCall& call) {
  const CallShape& shape = shape_of(call);
  if (shape.result == CallShape::Result::descriptor && was_granted(call)) return {call.value};
  std::vector<std::uint64_t> opened;
  for (std::uint32_t i = 0; i < shape.opens; ++i) {
    if (call.stored[i] != ~std::uint64_t{0}) opened.push_back(call.stored[i]);
  }
  return opened;
}

bool closes(const RecordedCall& call, std::uint64_t descriptor) {
  return call.id == CallId::closed_descriptor && value_of(call, shape_of(call).parameters[0]) == descriptor;
}

}  // namespace

std::optional<Origin> origin_of_descriptor(const CallLog& log, std::uint64_t descriptor, std::uint32_t end) {
  const bool is_open = end < log.kept() && log.calls[end].names_open_file != 0;
  for (std::uint32_t i = std::min(end, log.kept()); i-- > 0;) {
    if (is_open && closes(log.calls[i], descriptor)) return std::nullopt;
    if (!log.is_known_at(i, end)) continue;
    const std::vector<std::uint64_t> opened = opened_by(log.calls[i]);
    for (std::size_t j = 0; j < opened.size(); ++j) {
      if (opened[j] == descriptor) return Origin{i, static_cast<std::int64_t>(j)};
    }
  }
  return std::nullopt;
}

std::vector<Origin> opened_descriptors(const CallLog& log, std::uint32_t end) {
  std::vector<Origin> origins;
  for (std::uint32_t i = 0; i < end; ++i) {
    const std::size_t count = log.is_known_at(i, end) ? opened_by(log.calls[i]).size() : 0;
    for (std::size_t j = 0; j < count; ++j) origins.push_back({i, static_cast<std::int64_t>(j)});
  }
  return origins;
}

bool is_own_object(const CallLog& log, std::uint64_t descriptor, std::uint32_t end) {
  const auto origin = origin_of_descriptor(log, descriptor, end);
  return origin && shape_of(log.calls[origin->call]).role == CallShape::Role::object;
}

bool is_place_in_own_object(const CallLog& log, std::uint32_t call) {
  bool is_own = false;
  for (const Parameter& field : shape_of(log.calls[call]).parameters) {
    const std::uint64_t value = value_of(log.calls[call], field);
    if (field.kind == Parameter::Kind::descriptor) is_own = is_own || is_own_object(log, value, call);
    if (field.kind == Parameter::Kind::flags && (value & MAPPROOF_MAP_PHYS) != 0) return false;
  }
  return is_own;
}

std::string descriptor_in_words(const CallLog& log, const Origin& origin) {
  std::string call = "(call " + number_of(origin.call) + ")";
  if (shape_of(log.calls[origin.call]).opens <= 1) return call;
  return "descriptor " + std::to_string(origin.distance + 1) + " of " + call;
}

std::string descriptor_in_c(const CallLog& log, const Origin& origin) {
  const std::string number = number_of(origin.call);
  if (shape_of(log.calls[origin.call]).role != CallShape::Role::object) return "r" + number + ".value";
  return "fds" + number + "[" + std::to_string(origin.distance) + "]";
}

}  // namespace mapproof
