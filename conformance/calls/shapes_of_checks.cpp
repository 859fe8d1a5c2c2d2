// What a check does itself, beside its calls.
// SPDX-License-Identifier: Apache-2.0
#include "shapes.hpp"

namespace mapproof {
namespace {

using Kind = Field::Kind;
using Result = CallShape::Result;
using Role = CallShape::Role;

std::vector<Field> access_fields() {
  using R = AccessRequest;
  return {FIELD(R, address, address), FIELD(R, width, length), FIELD(R, value, hexadecimal)};
}
std::vector<Field> file_access_fields() {
  using R = FileAccessRequest;
  return {FIELD(R, fd, descriptor), FIELD(R, offset, length), FIELD(R, value, hexadecimal)};
}

}  // namespace

std::vector<CallShape> deeds_of_checks() {
  return {
      {touch_member, "touch", "", Result::nothing, Role::access, true, {first_argument("address", Kind::address)}},
      {load_member, "load", "", Result::number, Role::access, true, access_fields()},
      {store_member, "store", "", Result::nothing, Role::access, true, access_fields()},
      {probe_member, "fault_probe", "", Result::number, Role::access, true, {}},
      {file_member, "file", "", Result::nothing, Role::object, true, {first_argument("length", Kind::length)}},
      {pipe_member, "pipe", "", Result::nothing, Role::object, true, {}},
      {sockets_member, "socketpair", "", Result::nothing, Role::object, true, {}},
      {copy_member,
       "dup",
       "",
       Result::nothing,
       Role::object,
       true,
       {first_argument("fd", Kind::descriptor), second_argument("onto", Kind::descriptor)}},
      {closing_member, "close", "", Result::nothing, Role::object, true, {first_argument("fd", Kind::descriptor)}},
      {file_store_member, "pwrite", "", Result::nothing, Role::object, true, file_access_fields()},
      {file_load_member, "pread", "", Result::number, Role::object, true, file_access_fields()},
      {meeting_member,
       "meeting",
       "",
       Result::nothing,
       Role::meeting,
       true,
       {first_argument("kind", Kind::hexadecimal), second_argument("parties", Kind::hexadecimal)}},
      {lap_member, "lap", "", Result::nothing, Role::meeting, true, {first_argument("party", Kind::hexadecimal)}},
  };
}

}  // namespace mapproof
