// What the log keeps of a request beside its bytes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include "call_log.hpp"

namespace mapproof {

/// Before a call: what else than numbers its request names, open files, and objects by their name. `call` may be
/// nullptr.
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

/// After a call: what a granted lookup left where its pointers point.
template <class Request, class Outcome>
void note_outputs(RecordedCall* call, const Request* request, const Outcome& outcome) {
  (void)call;
  (void)request;
  (void)outcome;
}
void note_outputs(RecordedCall* call, const mapproof_offset_request* request, const mapproof_status_outcome& outcome);

}  // namespace mapproof
