// Opening a target, and the calls that are not worth inlining.
// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include <cstring>

#include "cannot_run.hpp"
#include "errno_name.hpp"

namespace mapproof {
namespace {

using StatusCall = mapproof_status_outcome (*)(mapproof_session*, const mapproof_offset_request*);

Result<int> to_result(mapproof_status_outcome outcome) {
  if (outcome.value == -1) return Errno{outcome.error};
  return outcome.value;
}

Result<Offset> look_up(StatusCall call, mapproof_session* session, const void* address, std::size_t length) {
  std::int64_t offset = 0;
  std::size_t contig_length = 0;
  const mapproof_offset_request request{address, length, &offset, &contig_length, nullptr, MAPPROOF_NOFD, 0};
  const mapproof_status_outcome outcome = call(session, &request);
  if (outcome.value == -1) return Errno{outcome.error};
  return Offset{static_cast<std::uint64_t>(offset), contig_length};
}

}  // namespace

Session::Session(const Backend& backend, const OpenOptions& options)
    : table_(backend.table()), may_write_(options.allow_write) {
  const mapproof_open_request request{sizeof request, options.allow_write ? 1u : 0u, options.target.c_str(),
                                      options.profile.c_str()};
  const mapproof_open_outcome outcome = table_.open(&request);
  if (outcome.session == nullptr) {
    const std::string message(outcome.message, strnlen(outcome.message, sizeof outcome.message));
    throw CannotRun(message.empty() ? "backend '" + std::string(table_.name) + "' refused target '" + options.target +
                                          "' with " + errno_name(outcome.error) + " and gave no reason."
                                    : message);
  }
  handle_ = outcome.session;
  facts_ = table_.facts(handle_);
}

Session::~Session() { table_.close(handle_); }

Result<int> Session::unmap(void* address, std::size_t length) const {
  const mapproof_unmap_request request{address, length, 0, 0};
  return to_result(table_.munmap_device_memory(handle_, &request));
}

Result<Offset> Session::offset64(const void* address, std::size_t length) const {
  return look_up(table_.mem_offset64, handle_, address, length);
}

Result<Offset> Session::offset32(const void* address, std::size_t length) const {
  return look_up(table_.mem_offset, handle_, address, length);
}

Result<int> Session::lock(const void* address, std::size_t length) const {
  const mapproof_lock_request request{address, length};
  return to_result(table_.mlock(handle_, &request));
}

Result<int> Session::unlock(const void* address, std::size_t length) const {
  const mapproof_lock_request request{address, length};
  return to_result(table_.munlock(handle_, &request));
}

}  // namespace mapproof
