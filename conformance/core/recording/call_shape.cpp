// The table of shapes.
// SPDX-License-Identifier: Apache-2.0
#include "call_shape.hpp"

#include <mapproof/backend.h>

#include <cstring>

namespace mapproof {
namespace {

using Kind = Field::Kind;
using Result = CallShape::Result;
using Role = CallShape::Role;

#define FIELD(request, member, kind) \
  Field { #member, Kind::kind, offsetof(request, member), sizeof(request::member) }

std::vector<Field> map_fields() {
  using R = mapproof_map_request;
  return {FIELD(R, address, address),        FIELD(R, length, length),     FIELD(R, physical, physical),
          FIELD(R, protection, hexadecimal), FIELD(R, flags, hexadecimal), FIELD(R, raw_protection, hexadecimal),
          FIELD(R, raw_flags, hexadecimal)};
}
std::vector<Field> mmap_fields() {
  using R = mapproof_mmap_request;
  return {FIELD(R, address, address),        FIELD(R, length, length),     FIELD(R, offset, physical),
          FIELD(R, protection, hexadecimal), FIELD(R, flags, hexadecimal), FIELD(R, raw_protection, hexadecimal),
          FIELD(R, raw_flags, hexadecimal),  FIELD(R, fd, descriptor)};
}
std::vector<Field> unmap_fields() {
  using R = mapproof_unmap_request;
  return {FIELD(R, address, address), FIELD(R, length, length), FIELD(R, flags, hexadecimal)};
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
std::vector<Field> access_fields() {
  using R = AccessRequest;
  return {FIELD(R, address, address), FIELD(R, width, length), FIELD(R, value, hexadecimal)};
}
std::vector<Field> file_access_fields() {
  using R = FileAccessRequest;
  return {FIELD(R, fd, descriptor), FIELD(R, offset, length), FIELD(R, value, hexadecimal)};
}
std::vector<Field> copy_fields() {
  return {{"fd", Kind::descriptor, offsetof(PlainRequest, first), sizeof(PlainRequest::first)},
          {"onto", Kind::descriptor, offsetof(PlainRequest, second), sizeof(PlainRequest::second)}};
}
std::vector<Field> conversion_fields() {
  return {{"conversion", Kind::hexadecimal, offsetof(PlainRequest, first), sizeof(PlainRequest::first)},
          {"value", Kind::hexadecimal, offsetof(PlainRequest, second), sizeof(PlainRequest::second)}};
}
std::vector<Field> plain_fields(Kind kind, bool with_length) {
  std::vector<Field> fields{{"address", kind, offsetof(PlainRequest, first), sizeof(PlainRequest::first)}};
  if (with_length) fields.push_back(FIELD(PlainRequest, second, length));
  return fields;
}
#undef FIELD

#define CALL(member) static_cast<std::uint32_t>(offsetof(mapproof_backend, member)), #member
std::vector<CallShape> calls_under_test() {
  return {
      {CALL(mmap_device_memory), "mapproof_map_request", Result::address, Role::under_test, true, map_fields()},
      {CALL(munmap_device_memory), "mapproof_unmap_request", Result::status, Role::undo, true, unmap_fields()},
      {CALL(mmap), "mapproof_mmap_request", Result::address, Role::under_test, true, mmap_fields()},
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
      {CALL(munmap_device_io), "", Result::status, Role::undo, true, plain_fields(Kind::handle, true)},
      {CALL(posix_typed_mem_open), "mapproof_typed_open_request", Result::status, Role::under_test, true,
       typed_open_fields()},
      {CALL(posix_typed_mem_get_info), "mapproof_typed_info_request", Result::status, Role::under_test, true,
       typed_info_fields()},
      {CALL(close_descriptor), "", Result::status, Role::undo, true, plain_fields(Kind::descriptor, false)},
      {CALL(file_operation), "mapproof_file_request", Result::status, Role::under_test, true, file_fields()},
  };
}

std::vector<CallShape> other_calls() {
  return {
      {CALL(in), "mapproof_port_request", Result::number, Role::arrange, true, port_fields()},
      {CALL(out), "mapproof_port_request", Result::nothing, Role::arrange, true, port_fields()},
      {CALL(convert_pages), "", Result::number, Role::under_test, true, conversion_fields()},
      {CALL(memory_acquire), "mapproof_memory_request", Result::arrangement, Role::arrange, true, memory_fields()},
      {CALL(memory_release), "", Result::arrangement, Role::arrange, true, plain_fields(Kind::address, true)},
      {CALL(provoke), "mapproof_provoke_request", Result::arrangement, Role::arrange, true, provoke_fields()},
      {CALL(physical_of), "", Result::arrangement, Role::witness, true, plain_fields(Kind::address, false)},
      {CALL(caching_of), "", Result::arrangement, Role::witness, true, plain_fields(Kind::address, false)},
      {touch_member, "touch", "", Result::nothing, Role::access, true, plain_fields(Kind::address, false)},
      {load_member, "load", "", Result::number, Role::access, true, access_fields()},
      {store_member, "store", "", Result::nothing, Role::access, true, access_fields()},
      {probe_member, "fault_probe", "", Result::number, Role::access, true, {}},
      {file_member,
       "file",
       "",
       Result::nothing,
       Role::object,
       true,
       {{"length", Kind::length, offsetof(PlainRequest, first), sizeof(PlainRequest::first)}}},
      {pipe_member, "pipe", "", Result::nothing, Role::object, true, {}},
      {sockets_member, "socketpair", "", Result::nothing, Role::object, true, {}},
      {copy_member, "dup", "", Result::nothing, Role::object, true, copy_fields()},
      {closing_member,
       "close",
       "",
       Result::nothing,
       Role::object,
       true,
       {{"fd", Kind::descriptor, offsetof(PlainRequest, first), sizeof(PlainRequest::first)}}},
      {file_store_member, "pwrite", "", Result::nothing, Role::object, true, file_access_fields()},
      {file_load_member, "pread", "", Result::number, Role::object, true, file_access_fields()},
      {CALL(open), "", Result::nothing, Role::session, true, {}},
      {CALL(close), "", Result::nothing, Role::session, true, {}},
      {CALL(mem_extents), "mapproof_extents_request", Result::status, Role::under_test, false, {}},
      {CALL(driver_attach), "", Result::status, Role::arrange, false, {}},
      {CALL(driver_detach), "", Result::status, Role::arrange, false, {}},
      {CALL(driver_open), "", Result::status, Role::under_test, false, {}},
      {CALL(driver_close), "", Result::status, Role::arrange, false, {}},
      {CALL(driver_mmap), "mapproof_mmap_request", Result::address, Role::under_test, false, mmap_fields()},
      {CALL(driver_munmap), "mapproof_unmap_request", Result::status, Role::undo, false, unmap_fields()},
      {CALL(page_id), "", Result::number, Role::under_test, false, {}},
  };
}
#undef CALL

std::vector<CallShape> all_shapes() {
  std::vector<CallShape> shapes = calls_under_test();
  for (CallShape& shape : other_calls()) shapes.push_back(std::move(shape));
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
  static const CallShape unknown{0, "a call that is not recorded", "", Result::nothing, Role::arrange, false, {}};
  for (const CallShape& shape : shapes) {
    if (shape.member == call.member) return shape;
  }
  return unknown;
}

std::uint64_t value_of(const RecordedCall& call, const Field& field) {
  const unsigned char* const bytes = call.request.data() + field.offset;
  if (field.length == sizeof(std::uint64_t)) return extended<std::uint64_t>(bytes);
  return field.kind == Kind::descriptor ? extended<std::int32_t>(bytes) : extended<std::uint32_t>(bytes);
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
  if (shape.name == "memory_acquire") return {call.stored[0], length};
  // A handle below this is a port number and no address.
  constexpr std::uint64_t ports = 0x10000;
  const bool is_address = shape.result == Result::address || (shape.result == Result::handle && call.value >= ports);
  return is_address ? Region{call.value, length} : Region{};
}

}  // namespace mapproof
