// mmap_device_io() and its neighbours as C++ values, and what a machine's io is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/check.hpp"

namespace mapproof {

/// The device io of one session. Untested where the backend does not say what its io is.
class DeviceIo {
 public:
  explicit DeviceIo(const Session& session) : session_(session) {
    const auto facts = session.table().io_facts;
    facts_ = facts != nullptr ? facts(session.handle()) : nullptr;
    if (facts_ == nullptr) throw Untested{"this backend does not say what its io addresses are."};
  }

  bool is_memory_mapped() const { return facts_->is_memory_mapped != 0; }
  std::uint64_t highest() const { return facts_->highest; }

  /// Where handles are of one kind: port numbers, or addresses.
  const DeviceIo& with_ports() const {
    if (is_memory_mapped()) throw Untested{"on this machine a handle is an address and no port number."};
    return *this;
  }
  const DeviceIo& with_addresses() const {
    if (!is_memory_mapped()) throw Untested{"on this machine a handle is a port number and no address."};
    return *this;
  }

  /// Io addresses that can be mapped, at least `length`; nothing is said about what a store to them does.
  std::uint64_t valid(std::size_t length) const {
    if (facts_->scratch_length < length) throw Untested{"no io address is known here that may be used."};
    return facts_->scratch;
  }
  /// The same where they keep what is written to them. Untested if the suite may not write.
  std::uint64_t scratch(std::size_t length) const {
    if (!session_.may_write()) throw Untested{"the suite may not write to this target: allow it with --allow-write."};
    return valid(length);
  }

  mapproof_handle_outcome map_raw(std::uint64_t io, std::size_t length) const {
    const mapproof_device_io_request request{io, length};
    return session_.table().mmap_device_io(session_.handle(), &request);
  }
  Result<std::uintptr_t> map(std::uint64_t io, std::size_t length) const {
    const mapproof_handle_outcome outcome = map_raw(io, length);
    if (outcome.value == UINTPTR_MAX) return Errno{outcome.error};
    return outcome.value;
  }

  mapproof_status_outcome unmap_raw(std::uintptr_t handle, std::size_t length) const {
    return session_.table().munmap_device_io(session_.handle(), handle, length);
  }
  Result<int> unmap(std::uintptr_t handle, std::size_t length) const {
    const mapproof_status_outcome outcome = unmap_raw(handle, length);
    if (outcome.value == -1) return Errno{outcome.error};
    return outcome.value;
  }

  std::uint32_t in(std::uintptr_t handle, std::uint32_t width) const {
    const mapproof_port_request request{handle, width, 0};
    return session_.table().in(session_.handle(), &request);
  }
  void out(std::uintptr_t handle, std::uint32_t width, std::uint32_t value) const {
    const mapproof_port_request request{handle, width, value};
    session_.table().out(session_.handle(), &request);
  }

 private:
  const Session& session_;
  const mapproof_io_facts* facts_;
};

/// ThreadCtl() for the I/O privilege, in the form that the active profile's documents name.
inline Result<int> ask_for_io(const Session& session, Profile profile, std::int32_t thread = 0) {
  const bool by_level = profile == Profile::qnx_8_0;
  mapproof_thread_control_request request{};
  request.command = by_level ? MAPPROOF_THREAD_IO_LEVEL : MAPPROOF_THREAD_IO;
  request.thread = thread;
  request.level = by_level ? 1 : 0;
  const mapproof_status_outcome outcome = session.table().thread_control(session.handle(), &request);
  if (outcome.value == -1) return Errno{outcome.error};
  return outcome.value;
}

/// The privilege for the calling thread, as set-up. Untested if this caller may not have it: whether that is right,
/// TCT_01 asks. Unresolved if it is refused otherwise.
inline void gain_io(const Session& session, Profile profile) {
  if (!session.has(&mapproof_backend::thread_control)) throw Untested{"threads cannot ask for I/O privilege here."};
  const Result<int> granted = ask_for_io(session, profile);
  if (!granted && granted.error().number == EPERM)
    throw Untested{"this caller may not have the I/O privilege (EPERM)."};
  if (!granted) throw Unresolved{"the I/O privilege was refused with " + name_of(granted.error())};
}

}  // namespace mapproof
