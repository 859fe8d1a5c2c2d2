// Reads what requests name and point to.
// SPDX-License-Identifier: Apache-2.0
#include "request_notes.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace mapproof {
namespace {

// What stands there; 0 if it cannot be read. A check may have given a pointer that only the subject must fall over.
template <class T>
std::uint64_t read_safely(const T* from) {
  T number{};
  int ends[2];
  if (from == nullptr || pipe(ends) != 0) return 0;
  // A thread that is to be cancelled must not end here: it is the subject's call that is no cancellation point.
  int cancellation = 0;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancellation);
  // Unlike a load, write() refuses memory that is not there.
  const bool there = write(ends[1], from, sizeof number) == static_cast<ssize_t>(sizeof number);
  if (there && read(ends[0], &number, sizeof number) != static_cast<ssize_t>(sizeof number)) number = T{};
  close(ends[0]);
  close(ends[1]);
  pthread_setcancelstate(cancellation, nullptr);
  return static_cast<std::uint64_t>(number);
}

}  // namespace

std::array<std::uint64_t, 3> outputs_of(const mapproof_offset_request& request) {
  return {read_safely(request.offset), read_safely(request.contig_length), read_safely(request.fildes)};
}
std::array<std::uint64_t, 3> outputs_of(const mapproof_typed_info_request& request) {
  return {0, read_safely(request.length), 0};
}

void note_descriptor(RecordedCall* call, int descriptor) {
  // The standard ones are there in every process.
  if (descriptor > STDERR_FILENO && fcntl(descriptor, F_GETFD) != -1) call->names_open_file = 1;
}
void note_names(RecordedCall* call, const mapproof_typed_open_request* request) {
  if (request->name == nullptr) return;
  const std::string_view name(request->name);
  const std::size_t kept = std::min(name.size(), call->name.size() - 1);
  std::memcpy(call->name.data(), name.data(), kept);
  call->name_length = static_cast<std::uint32_t>(name.size());
  const std::string_view rest = name.substr(kept);
  call->name_repeats = kept > 0 && rest.find_first_not_of(name[kept - 1]) == std::string_view::npos ? 1 : 0;
}
void note_names(RecordedCall* call, const mapproof_mmap_request* request) { note_descriptor(call, request->fd); }
void note_names(RecordedCall* call, const mapproof_offset_request* request) { note_descriptor(call, request->fd); }
void note_names(RecordedCall* call, const mapproof_typed_info_request* request) { note_descriptor(call, request->fd); }
void note_names(RecordedCall* call, const mapproof_file_request* request) { note_descriptor(call, request->fd); }

}  // namespace mapproof
