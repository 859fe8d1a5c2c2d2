// The calls of the table that are about drivers, the calls that a framework makes of a driver of the check, and those
// that the check makes of the subject's own driver.
// SPDX-License-Identifier: Apache-2.0
#include "shapes.hpp"

namespace mapproof {
namespace {

using Kind = Field::Kind;
using Result = CallShape::Result;
using Role = CallShape::Role;

std::vector<Field> driver_fields() {
  using R = DriverRequest;
  return {FIELD(R, ddi_version, hexadecimal), FIELD(R, channel_count, hexadecimal), FIELD(R, entries, hexadecimal)};
}
std::vector<Field> open_fields() {
  using R = mapproof_driver_open_request;
  return {FIELD(R, device, device), FIELD(R, channel, hexadecimal), FIELD(R, access, hexadecimal)};
}
std::vector<Field> page_id_fields() {
  using R = mapproof_page_id_request;
  return {FIELD(R, source, hexadecimal), FIELD(R, chunk, hexadecimal), FIELD(R, key, key),
          FIELD(R, offset, hexadecimal), FIELD(R, address, address),   FIELD(R, physical, physical),
          FIELD(R, space, hexadecimal)};
}
std::vector<Field> asked_fields() {
  using R = EntryRequest;
  return {FIELD(R, channel, hexadecimal), FIELD(R, offset, hexadecimal), FIELD(R, protection, hexadecimal)};
}

CallShape entry(DriverEntry entry, const char* name) {
  return {member_of(entry), name, "", Result::number, Role::callback, true, asked_fields()};
}
CallShape own_entry(DriverEntry entry, const char* name) {
  return {own_member_of(entry), name, "", Result::number, Role::own_driver, true, asked_fields()};
}

}  // namespace

std::vector<CallShape> calls_of_drivers() {
  return {
      {CALL(driver_attach), "", Result::status, Role::arrange, true, driver_fields()},
      {CALL(driver_detach), "", Result::status, Role::arrange, true, {first_argument("device", Kind::device)}},
      {CALL(driver_open), "mapproof_driver_open_request", Result::status, Role::under_test, true, open_fields()},
      {CALL(driver_close), "", Result::status, Role::arrange, true, {first_argument("fd", Kind::descriptor)}},
      {CALL(driver_mmap), "mapproof_mmap_request", Result::address, Role::under_test, true,
       mmap_fields(Kind::hexadecimal)},
      {CALL(driver_munmap), "mapproof_unmap_request", Result::status, Role::undo, true, unmap_fields()},
      {CALL(driver), "", Result::nothing, Role::own_driver, true, {}},
      {CALL(driver_facts), "", Result::nothing, Role::own_driver, true, {}},
      {CALL(page_id), "mapproof_page_id_request", Result::number, Role::under_test, true, page_id_fields()},
      {CALL(driver_modify), "", Result::arrangement, Role::arrange, true, {first_argument("device", Kind::device)}},
      {CALL(driver_resource),
       "",
       Result::arrangement,
       Role::witness,
       true,
       {first_argument("key", Kind::key), second_argument("chunk", Kind::hexadecimal)}},
      {CALL(kernel_memory), "", Result::arrangement, Role::arrange, true, {first_argument("length", Kind::length)}},
      entry(DriverEntry::config_add, "the driver's config_add"),
      entry(DriverEntry::config_remove, "the driver's config_remove"),
      entry(DriverEntry::config_modify, "the driver's config_modify"),
      entry(DriverEntry::open, "the driver's open"),
      entry(DriverEntry::close, "the driver's close"),
      entry(DriverEntry::mmap, "the driver's mmap"),
      entry(DriverEntry::mmap_before_8, "the driver's mmap_before_8"),
      own_entry(DriverEntry::config_add, "the subject's driver's config_add"),
      own_entry(DriverEntry::config_remove, "the subject's driver's config_remove"),
      own_entry(DriverEntry::config_modify, "the subject's driver's config_modify"),
      own_entry(DriverEntry::open, "the subject's driver's open"),
      own_entry(DriverEntry::close, "the subject's driver's close"),
      own_entry(DriverEntry::mmap, "the subject's driver's mmap"),
      own_entry(DriverEntry::mmap_before_8, "the subject's driver's mmap_before_8"),
  };
}

}  // namespace mapproof
