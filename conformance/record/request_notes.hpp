// What the log keeps of a request beside its bytes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <array>
#include <cstdint>

#include "call_log.hpp"

namespace mapproof {

/// Before a call: what else than numbers its request names, open files, and objects by their name.
template <class Request>
void note_names(RecordedCall* call, const Request* request) {
  (void)call;
  (void)request;
}
void note_names(RecordedCall* call, const mapproof_typed_open_request* request);
void note_names(RecordedCall* call, const mapproof_mmap_request* request);
void note_names(RecordedCall* call, const mapproof_offset_request* request);
void note_names(RecordedCall* call, const mapproof_typed_info_request* request);
void note_names(RecordedCall* call, const mapproof_file_request* request);
void note_descriptor(RecordedCall* call, int descriptor);

/// What stands where the pointers of a request point.
template <class Request>
std::array<std::uint64_t, 3> outputs_of(const Request& request) {
  (void)request;
  return {};
}
std::array<std::uint64_t, 3> outputs_of(const mapproof_offset_request& request);
std::array<std::uint64_t, 3> outputs_of(const mapproof_typed_info_request& request);

/// What a call left in a variable of the caller's.
inline std::array<std::uint64_t, 3> output_of(const void* address) {
  return {reinterpret_cast<std::uint64_t>(address), 0, 0};
}
inline std::array<std::uint64_t, 3> output_of(std::uint64_t number) { return {number, 0, 0}; }
inline std::array<std::uint64_t, 3> output_of(const mapproof_driver_resource& resource) {
  return {resource.physical, resource.length, resource.chunk_count};
}

}  // namespace mapproof
