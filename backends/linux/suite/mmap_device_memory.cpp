// mmap_device_memory() of the table: the library's call, with the suite's bits translated.
// SPDX-License-Identifier: Apache-2.0
#include "calls.hpp"
#include "linux/context/map_device.hpp"
#include "linux/context/native.hpp"
#include "session.hpp"

namespace mapproof::lnx {
namespace {

DeviceRequest translated(const mapproof_map_request& request) {
  return {request.address, request.length, request.physical,
          native_protection(request.protection, request.raw_protection),
          native_flags(request.flags, request.raw_flags)};
}

}  // namespace

mapproof_address_outcome mmap_device_memory(mapproof_session* session, const mapproof_map_request* request) {
  return map_device(*session, translated(*request));
}

mapproof_address_outcome floor_map(mapproof_session* session, const mapproof_map_request* request) {
  return map_device_unchecked(*session, translated(*request));
}

}  // namespace mapproof::lnx
