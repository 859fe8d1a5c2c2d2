// Notes files and other open objects in the call log.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_file.hpp"

#include "calls/requests.hpp"
#include "recorded_call.hpp"

namespace mapproof {
namespace {

std::uint64_t wide(int number) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(number)); }

template <class Request>
void note(CallId id, const Request& request, std::array<int, 3> descriptors = {-1, -1, -1}, std::uint64_t value = 0) {
  if (call_log() == nullptr) return;
  RecordedCall* const call = begin_call(id, &request, sizeof request);
  for (std::size_t i = 0; call != nullptr && i < descriptors.size(); ++i) call->stored[i] = wide(descriptors[i]);
  end_call(call, value, 0);
}

}  // namespace

void record_file(std::uint64_t length, int read_write, int read_only, int write_only) {
  note(CallId::file, PlainRequest{length, 0}, {read_write, read_only, write_only});
}
void record_pipe(int reader, int writer) { note(CallId::pipe, PlainRequest{}, {reader, writer, -1}); }
void record_sockets(int first, int second) { note(CallId::socket_pair, PlainRequest{}, {first, second, -1}); }
void record_copy(int of, int onto, int copy) {
  note(CallId::copied_descriptor, PlainRequest{wide(of), wide(onto)}, {copy, -1, -1});
}
void record_closing(int fd) { note(CallId::closed_descriptor, PlainRequest{wide(fd), 0}); }

void record_file_store(int fd, std::uint64_t offset, std::uint32_t value) {
  note(CallId::file_store, FileAccessRequest{wide(fd), offset, value});
}
void record_file_load(int fd, std::uint64_t offset, std::uint32_t value) {
  note(CallId::file_load, FileAccessRequest{wide(fd), offset, 0}, {-1, -1, -1}, value);
}

}  // namespace mapproof
