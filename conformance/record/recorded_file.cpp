// Notes them in the call log.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_file.hpp"

#include "calls/call_shape.hpp"
#include "recorded_call.hpp"

namespace mapproof {
namespace {

std::uint64_t wide(int number) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(number)); }

template <class Request>
void note(std::uint32_t member, const Request& request, std::array<int, 3> descriptors = {-1, -1, -1},
          std::uint64_t value = 0) {
  if (call_log() == nullptr) return;
  RecordedCall* const call = begin_call(member, &request, sizeof request);
  for (std::size_t i = 0; call != nullptr && i < descriptors.size(); ++i) call->stored[i] = wide(descriptors[i]);
  end_call(call, value, 0);
}

}  // namespace

void record_file(std::uint64_t length, int read_write, int read_only, int write_only) {
  note(file_member, PlainRequest{length, 0}, {read_write, read_only, write_only});
}
void record_pipe(int reader, int writer) { note(pipe_member, PlainRequest{}, {reader, writer, -1}); }
void record_sockets(int first, int second) { note(sockets_member, PlainRequest{}, {first, second, -1}); }
void record_copy(int of, int onto, int copy) { note(copy_member, PlainRequest{wide(of), wide(onto)}, {copy, -1, -1}); }
void record_closing(int fd) { note(closing_member, PlainRequest{wide(fd), 0}); }

void record_file_store(int fd, std::uint64_t offset, std::uint32_t value) {
  note(file_store_member, FileAccessRequest{wide(fd), offset, value});
}
void record_file_load(int fd, std::uint64_t offset, std::uint32_t value) {
  note(file_load_member, FileAccessRequest{wide(fd), offset, 0}, {-1, -1, -1}, value);
}

}  // namespace mapproof
