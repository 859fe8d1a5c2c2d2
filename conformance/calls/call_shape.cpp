// The table of shapes.
// SPDX-License-Identifier: Apache-2.0
#include "call_shape.hpp"

#include <cstring>

#include "shapes.hpp"

namespace mapproof {
namespace {

using Kind = Field::Kind;
using Result = CallShape::Result;

std::vector<CallShape> all_shapes() {
  std::vector<CallShape> shapes = calls_under_test();
  for (const auto more : {arranging_calls, calls_of_drivers, deeds_of_checks}) {
    for (CallShape& shape : more()) shapes.push_back(std::move(shape));
  }
  return shapes;
}

template <class T>
std::uint64_t extended(const unsigned char* bytes) {
  T number;
  std::memcpy(&number, bytes, sizeof number);
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(number));
}

}  // namespace

const CallShape& shape_of(const RecordedCall& call) {
  static const std::vector<CallShape> shapes = all_shapes();
  static const CallShape unknown{0, "a call that is not recorded", "", Result::nothing, CallShape::Role::arrange, false,
                                 {}};
  for (const CallShape& shape : shapes) {
    if (shape.member == call.member) return shape;
  }
  return unknown;
}

std::uint64_t value_of(const RecordedCall& call, const Field& field) {
  const unsigned char* const bytes = call.request.data() + field.offset;
  if (field.length == sizeof(std::uint64_t)) return extended<std::uint64_t>(bytes);
  const bool is_signed = field.kind == Kind::descriptor || field.kind == Kind::device;
  return is_signed ? extended<std::int32_t>(bytes) : extended<std::uint32_t>(bytes);
}

bool was_granted(const RecordedCall& call) {
  if (call.answered == 0) return false;
  switch (shape_of(call).result) {
    case Result::address:
    case Result::status:
    case Result::handle:
    case Result::arrangement:
      return call.value != ~std::uint64_t{0};
    case Result::number:
    case Result::nothing:
      return true;
  }
  return true;
}

Region region_of(const RecordedCall& call) {
  if (!was_granted(call)) return {};
  const CallShape& shape = shape_of(call);
  std::uint64_t length = 0;
  for (const Field& field : shape.fields) {
    if (field.kind == Kind::length && field.name == "length") length = value_of(call, field);
  }
  // A length of 0 that was granted gave an address all the same.
  if (length == 0) length = 1;
  if (shape.name == "memory_acquire" || shape.name == "kernel_memory") return {call.stored[0], length};
  // A handle below this is a port number and no address.
  constexpr std::uint64_t ports = 0x10000;
  const bool is_address = shape.result == Result::address || (shape.result == Result::handle && call.value >= ports);
  return is_address ? Region{call.value, length} : Region{};
}

}  // namespace mapproof
