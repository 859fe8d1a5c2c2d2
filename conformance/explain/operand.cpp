// Finds the calls that gave what the arguments of later ones are made from.
// SPDX-License-Identifier: Apache-2.0
#include "operand.hpp"

#include <mapproof/backend.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "driver_entry.hpp"
#include "record/call_values.hpp"

namespace mapproof {
namespace {

using Base = Operand::Base;
using Kind = Parameter::Kind;
using Output = CallShape::Output;
using Result = CallShape::Result;
using Distance = std::optional<std::int64_t>;

// An address so far from a result was probably made from it, as those of the pages before and behind.
constexpr std::int64_t near = std::int64_t{256} * 1024;
// A range longer than this is no length, but made from an address that it is to wrap around to; and nothing that a
// handle stands for is as long.
constexpr std::uint64_t longest_range = std::uint64_t{1} << 20;

// By the last call before `end` that gave it; `gives` tells how far behind what that one gave it lies.
template <class Gives>
Operand given(const CallLog& log, Base base, std::uint64_t number, std::uint32_t end, const Gives& gives) {
  for (std::uint32_t i = std::min(end, log.kept()); i-- > 0;) {
    if (const Distance distance = gives(i)) return {base, number, i, *distance};
  }
  return {Base::number, number};
}

Distance exactly(bool is_the_same) { return is_the_same ? Distance{0} : std::nullopt; }

Distance within(std::uint64_t number, std::uint64_t start, std::uint64_t length) {
  return number - start < length ? Distance{static_cast<std::int64_t>(number - start)} : std::nullopt;
}

std::vector<std::uint64_t> opened_by(const RecordedCall& call) {
  const CallShape& shape = shape_of(call);
  if (shape.result == Result::descriptor && was_granted(call)) return {call.value};
  std::vector<std::uint64_t> opened;
  for (std::uint32_t i = 0; i < shape.opens; ++i) {
    if (call.stored[i] != ~std::uint64_t{0}) opened.push_back(call.stored[i]);
  }
  return opened;
}

bool closes(const RecordedCall& call, std::uint64_t descriptor) {
  return call.id == CallId::closed_descriptor && value_of(call, shape_of(call).parameters[0]) == descriptor;
}

Operand physical_operand(const CallLog& log, std::uint64_t physical, std::uint32_t end) {
  if (is_place_in_own_object(log, end)) return {Base::number, physical};
  return given(log, Base::physical, physical, end, [&](std::uint32_t place) {
    const RecordedCall& call = log.calls[place];
    if (!tells_physical(call) || !log.is_known_at(place, end)) return Distance{};
    return within(physical, call.stored[0], std::max<std::uint64_t>(call.stored[1], 1));
  });
}

Operand handle_operand(const CallLog& log, std::uint64_t handle, std::uint32_t end) {
  return given(log, Base::result, handle, end, [&](std::uint32_t place) {
    const RecordedCall& call = log.calls[place];
    const bool gave_one = shape_of(call).result == Result::handle && was_granted(call);
    return gave_one ? within(handle, call.value, longest_range) : Distance{};
  });
}

Operand device_operand(const CallLog& log, std::uint64_t device, std::uint32_t end) {
  return given(log, Base::result, device, end, [&](std::uint32_t place) {
    const RecordedCall& call = log.calls[place];
    return exactly(call.id == CallId::driver_attach && was_granted(call) && call.value == device);
  });
}

}  // namespace

Operand operand_of(const CallLog& log, std::uint32_t place, const Parameter& parameter) {
  const std::uint64_t number = value_of(log.calls[place], parameter);
  switch (parameter.kind) {
    case Kind::address:
      return address_operand(log, number, place);
    case Kind::handle:
      return handle_operand(log, number, place);
    case Kind::descriptor:
    case Kind::onto:
      return descriptor_operand(log, number, place);
    case Kind::device:
      return device_operand(log, number, place);
    case Kind::key:
      return key_operand(log, number, place);
    case Kind::physical:
    case Kind::offset:
      return physical_operand(log, number, place);
    case Kind::length:
    case Kind::amount:
      if (number > longest_range) return address_operand(log, number, place);
      break;
    default:
      break;
  }
  return {Base::number, number};
}

Operand address_operand(const CallLog& log, std::uint64_t address, std::uint32_t end) {
  Operand nearest{Base::number, address};
  if (address == 0) return nearest;
  for (std::uint32_t i = std::min(end, log.kept()); i-- > 0;) {
    const Region region = region_of(log.calls[i]);
    // A call that is still under way has given nothing.
    if (region.length == 0 || region.address == 0 || log.calls[i].ended_at > end) continue;
    if (!log.is_known_at(i, end)) continue;
    const auto distance = static_cast<std::int64_t>(address - region.address);
    if (distance >= 0 && static_cast<std::uint64_t>(distance) < region.length) {
      return {Base::result, address, i, distance};
    }
    const std::int64_t beyond = distance < 0 ? -distance : distance - static_cast<std::int64_t>(region.length);
    const bool closer = !nearest.is_given() || std::abs(distance) < std::abs(nearest.distance);
    if (beyond <= near && closer) nearest = {Base::result, address, i, distance};
  }
  return nearest;
}

// The number of a descriptor may have become another one's since.
Operand descriptor_operand(const CallLog& log, std::uint64_t descriptor, std::uint32_t end) {
  const bool is_open = end < log.kept() && log.calls[end].names_open_file != 0;
  bool is_another = false;
  const Operand operand = given(log, Base::descriptor, descriptor, end, [&](std::uint32_t place) {
    is_another = is_another || (is_open && closes(log.calls[place], descriptor));
    if (!log.is_known_at(place, end)) return Distance{};
    const std::vector<std::uint64_t> opened = opened_by(log.calls[place]);
    const auto found = std::find(opened.begin(), opened.end(), descriptor);
    return found != opened.end() ? Distance{found - opened.begin()} : std::nullopt;
  });
  return is_another ? Operand{Base::number, descriptor} : operand;
}

Operand key_operand(const CallLog& log, std::uint64_t key, std::uint32_t end) {
  const auto given_as = [&](Base base, std::uint64_t number) {
    return given(log, base, key, end, [&](std::uint32_t place) { return exactly(gave_key(log.calls[place], number)); });
  };
  const Operand operand = given_as(Base::key, key);
  return operand.is_given() ? operand : given_as(Base::turned_key, ~key);
}

std::vector<Operand> opened_descriptors(const CallLog& log, std::uint32_t end) {
  std::vector<Operand> opened;
  for (std::uint32_t i = 0; i < end; ++i) {
    if (!log.is_known_at(i, end)) continue;
    std::int64_t count = 0;
    for (const std::uint64_t descriptor : opened_by(log.calls[i])) {
      opened.push_back({Base::descriptor, descriptor, i, count++});
    }
  }
  return opened;
}

bool tells_physical(const RecordedCall& call) {
  const CallShape& shape = shape_of(call);
  if (!was_granted(call)) return false;
  const Parameter* const offset = shape.parameters.find(Kind::offset_out);
  return shape.output == Output::physical || shape.output == Output::resource ||
         (offset != nullptr && value_of(call, *offset) != 0);
}

bool is_place_in_own_object(const CallLog& log, std::uint32_t place) {
  bool is_own = false;
  for (const Parameter& parameter : shape_of(log.calls[place]).parameters) {
    if (parameter.kind == Kind::descriptor) {
      const Operand descriptor = operand_of(log, place, parameter);
      const bool is_object = shape_of(log.calls[descriptor.call]).role == CallShape::Role::object;
      is_own = is_own || (descriptor.is_given() && is_object);
    }
    const bool is_physical = (value_of(log.calls[place], parameter) & MAPPROOF_MAP_PHYS) != 0;
    if (parameter.kind == Kind::flags && is_physical) return false;
  }
  return is_own;
}

}  // namespace mapproof
