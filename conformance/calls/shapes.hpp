// How the table of shapes is written down, and its parts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include "call_shape.hpp"

/// A member of a request by its name, and a call of the table by its own.
#define FIELD(request, member, kind) \
  Field { #member, Kind::kind, offsetof(request, member), sizeof(request::member) }
#define CALL(member) static_cast<std::uint32_t>(offsetof(mapproof_backend, member)), #member

namespace mapproof {

std::vector<CallShape> calls_under_test();
std::vector<CallShape> arranging_calls();
std::vector<CallShape> calls_of_drivers();
std::vector<CallShape> deeds_of_checks();

/// The requests that drivers and ordinary memory share; an offset is a physical address, or a place in a device.
std::vector<Field> mmap_fields(Field::Kind offset);
std::vector<Field> unmap_fields();

/// The arguments of a call that has no request struct.
inline Field first_argument(std::string_view name, Field::Kind kind) {
  return {name, kind, offsetof(PlainRequest, first), sizeof(PlainRequest::first)};
}
inline Field second_argument(std::string_view name, Field::Kind kind) {
  return {name, kind, offsetof(PlainRequest, second), sizeof(PlainRequest::second)};
}

}  // namespace mapproof
