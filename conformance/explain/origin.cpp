// Finds the calls that numbers come from.
// SPDX-License-Identifier: Apache-2.0
#include "origin.hpp"

#include <algorithm>
#include <cstdlib>

#include "explain/reproducer/c_text.hpp"
#include "record/call_values.hpp"

namespace mapproof {
namespace {

using Output = CallShape::Output;

// An address so far from a result was probably made from it, as those of the pages before and behind.
constexpr std::int64_t near = std::int64_t{256} * 1024;

bool tells_physical(const RecordedCall& call) {
  const CallShape& shape = shape_of(call);
  return shape.output == Output::physical || shape.output == Output::resource ||
         shape.parameters.find(Parameter::Kind::offset_out) != nullptr;
}

}  // namespace

std::optional<Origin> origin_of_address(const CallLog& log, std::uint64_t address, std::uint32_t end) {
  if (address == 0) return std::nullopt;
  std::optional<Origin> nearest;
  for (std::uint32_t i = std::min(end, log.kept()); i-- > 0;) {
    const Region region = region_of(log.calls[i]);
    // A call that is still under way has given nothing.
    if (region.length == 0 || region.address == 0 || log.calls[i].ended_at > end) continue;
    if (!log.is_known_at(i, end)) continue;
    const auto distance = static_cast<std::int64_t>(address - region.address);
    if (distance >= 0 && static_cast<std::uint64_t>(distance) < region.length) return Origin{i, distance};
    const std::int64_t beyond = distance < 0 ? -distance : distance - static_cast<std::int64_t>(region.length);
    const bool closer = !nearest || std::abs(distance) < std::abs(nearest->distance);
    if (beyond <= near && closer) nearest = Origin{i, distance};
  }
  return nearest;
}

std::optional<Origin> origin_of_physical(const CallLog& log, std::uint64_t physical, std::uint32_t end) {
  for (std::uint32_t i = std::min(end, log.kept()); i-- > 0;) {
    const RecordedCall& call = log.calls[i];
    if (!tells_physical(call) || !was_granted(call) || !log.is_known_at(i, end)) continue;
    const std::uint64_t length = std::max<std::uint64_t>(call.stored[1], 1);
    if (physical >= call.stored[0] && physical - call.stored[0] < length) {
      return Origin{i, static_cast<std::int64_t>(physical - call.stored[0])};
    }
  }
  return std::nullopt;
}

std::string told_physical(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const CallShape& shape = shape_of(call);
  if (!was_granted(call)) return "";
  if (shape.output == Output::physical) return "stored" + number_of(place);
  if (shape.output == Output::resource) return "resource" + number_of(place) + ".physical";
  const Parameter* const offset = shape.parameters.find(Parameter::Kind::offset_out);
  return offset != nullptr && value_of(call, *offset) != 0 ? "(uint64_t)offset" + number_of(place) : "";
}

}  // namespace mapproof
