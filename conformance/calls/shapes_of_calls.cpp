// The calls of the table, but those of drivers.
// SPDX-License-Identifier: Apache-2.0
#include "shapes.hpp"

namespace mapproof {
namespace {

using Kind = Field::Kind;
using Result = CallShape::Result;
using Role = CallShape::Role;

std::vector<Field> map_fields() {
  using R = mapproof_map_request;
  return {FIELD(R, address, address),        FIELD(R, length, length),     FIELD(R, physical, physical),
          FIELD(R, protection, hexadecimal), FIELD(R, flags, hexadecimal), FIELD(R, raw_protection, hexadecimal),
          FIELD(R, raw_flags, hexadecimal)};
}
std::vector<Field> protect_fields() {
  using R = mapproof_protect_request;
  return {FIELD(R, address, address), FIELD(R, length, length), FIELD(R, protection, hexadecimal),
          FIELD(R, raw_protection, hexadecimal)};
}
std::vector<Field> offset_fields() {
  using R = mapproof_offset_request;
  return {FIELD(R, address, address),          FIELD(R, length, length),         FIELD(R, offset, offset_out),
          FIELD(R, contig_length, length_out), FIELD(R, fildes, descriptor_out), FIELD(R, fd, descriptor)};
}
std::vector<Field> lock_fields() {
  using R = mapproof_lock_request;
  return {FIELD(R, address, address), FIELD(R, length, length)};
}
std::vector<Field> lock_all_fields() {
  using R = mapproof_lock_all_request;
  return {FIELD(R, flags, hexadecimal), FIELD(R, raw_flags, hexadecimal)};
}
std::vector<Field> thread_fields() {
  using R = mapproof_thread_control_request;
  return {FIELD(R, command, hexadecimal), FIELD(R, thread, hexadecimal), FIELD(R, level, hexadecimal)};
}
std::vector<Field> io_fields() {
  using R = mapproof_device_io_request;
  return {FIELD(R, io, hexadecimal), FIELD(R, length, length)};
}
std::vector<Field> port_fields() {
  using R = mapproof_port_request;
  return {FIELD(R, handle, handle), FIELD(R, width, length), FIELD(R, value, hexadecimal)};
}
std::vector<Field> typed_open_fields() {
  using R = mapproof_typed_open_request;
  return {FIELD(R, name, name), FIELD(R, access, hexadecimal), FIELD(R, raw_oflag, hexadecimal),
          FIELD(R, tflag, hexadecimal), FIELD(R, raw_tflag, hexadecimal)};
}
std::vector<Field> typed_info_fields() {
  using R = mapproof_typed_info_request;
  return {FIELD(R, fd, descriptor), FIELD(R, length, length_out)};
}
std::vector<Field> file_fields() {
  using R = mapproof_file_request;
  return {FIELD(R, fd, descriptor), FIELD(R, operation, hexadecimal), FIELD(R, amount, length)};
}
std::vector<Field> memory_fields() {
  using R = mapproof_memory_request;
  return {FIELD(R, kind, hexadecimal), FIELD(R, node, hexadecimal), FIELD(R, length, length)};
}
std::vector<Field> provoke_fields() {
  using R = mapproof_provoke_request;
  return {FIELD(R, condition, hexadecimal), FIELD(R, on, hexadecimal), FIELD(R, amount, length)};
}

}  // namespace

std::vector<Field> mmap_fields(Field::Kind offset) {
  using R = mapproof_mmap_request;
  return {FIELD(R, address, address),
          FIELD(R, length, length),
          {"offset", offset, offsetof(R, offset), sizeof(R::offset)},
          FIELD(R, protection, hexadecimal),
          FIELD(R, flags, hexadecimal),
          FIELD(R, raw_protection, hexadecimal),
          FIELD(R, raw_flags, hexadecimal),
          FIELD(R, fd, descriptor)};
}
std::vector<Field> unmap_fields() {
  using R = mapproof_unmap_request;
  return {FIELD(R, address, address), FIELD(R, length, length), FIELD(R, flags, hexadecimal)};
}

std::vector<CallShape> calls_under_test() {
  return {
      {CALL(mmap_device_memory), "mapproof_map_request", Result::address, Role::under_test, true, map_fields()},
      {CALL(munmap_device_memory), "mapproof_unmap_request", Result::status, Role::undo, true, unmap_fields()},
      {CALL(mmap), "mapproof_mmap_request", Result::address, Role::under_test, true, mmap_fields(Kind::physical)},
      {CALL(munmap), "mapproof_unmap_request", Result::status, Role::undo, true, unmap_fields()},
      {CALL(munmap_flags), "mapproof_unmap_request", Result::status, Role::undo, true, unmap_fields()},
      {CALL(mprotect), "mapproof_protect_request", Result::status, Role::under_test, true, protect_fields()},
      {CALL(mem_offset), "mapproof_offset_request", Result::status, Role::under_test, true, offset_fields()},
      {CALL(mem_offset64), "mapproof_offset_request", Result::status, Role::under_test, true, offset_fields()},
      {CALL(posix_mem_offset), "mapproof_offset_request", Result::status, Role::under_test, true, offset_fields()},
      {CALL(posix_mem_offset64), "mapproof_offset_request", Result::status, Role::under_test, true, offset_fields()},
      {CALL(mlock), "mapproof_lock_request", Result::status, Role::under_test, true, lock_fields()},
      {CALL(munlock), "mapproof_lock_request", Result::status, Role::undo, true, lock_fields()},
      {CALL(mlockall), "mapproof_lock_all_request", Result::status, Role::under_test, true, lock_all_fields()},
      {CALL(munlockall), "", Result::status, Role::undo, true, {}},
      {CALL(thread_control), "mapproof_thread_control_request", Result::status, Role::under_test, true,
       thread_fields()},
      {CALL(mmap_device_io), "mapproof_device_io_request", Result::handle, Role::under_test, true, io_fields()},
      {CALL(munmap_device_io),
       "",
       Result::status,
       Role::undo,
       true,
       {first_argument("handle", Kind::handle), second_argument("length", Kind::length)}},
      {CALL(posix_typed_mem_open), "mapproof_typed_open_request", Result::status, Role::under_test, true,
       typed_open_fields()},
      {CALL(posix_typed_mem_get_info), "mapproof_typed_info_request", Result::status, Role::under_test, true,
       typed_info_fields()},
      {CALL(close_descriptor), "", Result::status, Role::undo, true, {first_argument("fd", Kind::descriptor)}},
      {CALL(file_operation), "mapproof_file_request", Result::status, Role::under_test, true, file_fields()},
  };
}

std::vector<CallShape> arranging_calls() {
  return {
      {CALL(in), "mapproof_port_request", Result::number, Role::arrange, true, port_fields()},
      {CALL(out), "mapproof_port_request", Result::nothing, Role::arrange, true, port_fields()},
      {CALL(convert_pages),
       "",
       Result::number,
       Role::under_test,
       true,
       {first_argument("conversion", Kind::hexadecimal), second_argument("value", Kind::hexadecimal)}},
      {CALL(memory_acquire), "mapproof_memory_request", Result::arrangement, Role::arrange, true, memory_fields()},
      {CALL(memory_release),
       "",
       Result::arrangement,
       Role::arrange,
       true,
       {first_argument("address", Kind::address), second_argument("length", Kind::length)}},
      {CALL(provoke), "mapproof_provoke_request", Result::arrangement, Role::arrange, true, provoke_fields()},
      {CALL(physical_of), "", Result::arrangement, Role::witness, true, {first_argument("address", Kind::address)}},
      {CALL(caching_of), "", Result::arrangement, Role::witness, true, {first_argument("address", Kind::address)}},
      {CALL(open), "", Result::nothing, Role::session, true, {}},
      {CALL(close), "", Result::nothing, Role::session, true, {}},
      {CALL(mem_extents), "mapproof_extents_request", Result::status, Role::under_test, false, {}},
  };
}

}  // namespace mapproof
