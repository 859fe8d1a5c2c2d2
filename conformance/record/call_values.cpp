// Reads requests and answers in the log.
// SPDX-License-Identifier: Apache-2.0
#include "call_values.hpp"

#include <cstring>

namespace mapproof {
namespace {

using Kind = Parameter::Kind;
using Result = CallShape::Result;

template <class T>
std::uint64_t extended(const unsigned char* bytes) {
  T number;
  std::memcpy(&number, bytes, sizeof number);
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(number));
}

}  // namespace

std::uint64_t value_of(const RecordedCall& call, const Parameter& parameter) {
  const unsigned char* const bytes = call.request.data() + parameter.offset;
  if (parameter.size == sizeof(std::uint64_t)) return extended<std::uint64_t>(bytes);
  const bool is_signed = parameter.kind == Kind::descriptor || parameter.kind == Kind::device;
  return is_signed ? extended<std::int32_t>(bytes) : extended<std::uint32_t>(bytes);
}

bool was_granted(const RecordedCall& call) {
  if (call.answered == 0) return false;
  switch (shape_of(call).result) {
    case Result::address:
    case Result::status:
    case Result::descriptor:
    case Result::device:
    case Result::handle:
    case Result::arrangement:
      return call.value != ~std::uint64_t{0};
    case Result::number:
    case Result::page:
    case Result::nothing:
      return true;
  }
  return true;
}

Region region_of(const RecordedCall& call) {
  if (!was_granted(call)) return {};
  const CallShape& shape = shape_of(call);
  const Parameter* const named = shape.parameters.find(Kind::length);
  std::uint64_t length = named != nullptr ? value_of(call, *named) : 0;
  // A length of 0 that was granted gave an address all the same.
  if (length == 0) length = 1;
  if (shape.output == CallShape::Output::memory) return {call.stored[0], length};
  // A handle below this is a port number and no address.
  constexpr std::uint64_t ports = 0x10000;
  const bool is_address = shape.result == Result::address || (shape.result == Result::handle && call.value >= ports);
  return is_address ? Region{call.value, length} : Region{};
}

}  // namespace mapproof
