// mmap_device_io() on simulated ports or device memory, and the I/O privilege that a thread needs for ports.
// SPDX-License-Identifier: Apache-2.0
#include "calls.hpp"
#include "model/session.hpp"

namespace mapproof::model {
namespace {

constexpr std::uint64_t port_count = 0x10000;
constexpr std::uint64_t scratch_port = 0x300;
constexpr std::size_t scratch_port_count = 16;

// Which session gave this thread the privilege, by its number: addresses of sessions are used again.
thread_local std::uint64_t privileged_for = 0;

bool is_privileged(const mapproof_session& session) { return privileged_for == session.id; }

// What the processor does with a port instruction that is not allowed.
void fault(const mapproof_session& session) {
  const volatile unsigned char* const closed = static_cast<const volatile unsigned char*>(session.closed_page);
  (void)*closed;
}

bool is_width(std::uint32_t width) { return width == 1 || width == 2 || width == 4; }

bool is_valid(const mapproof_port_request& request) {
  return is_width(request.width) && request.handle <= port_count - request.width;
}

// An uncached, shared physical mapping that can be read and written.
mapproof_handle_outcome map_as_memory(mapproof_session* session, const mapproof_device_io_request& request) {
  mapproof_map_request map{};
  map.length = request.length;
  map.physical = request.io;
  map.protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_NOCACHE;
  const mapproof_address_outcome outcome = mmap_device_memory(session, &map);
  return {reinterpret_cast<std::uintptr_t>(outcome.value), outcome.error};
}

std::uint32_t load(const mapproof_port_request& request) {
  const void* const address = pointer_to(request.handle);
  if (request.width == 1) return *static_cast<const volatile std::uint8_t*>(address);
  if (request.width == 2) return *static_cast<const volatile std::uint16_t*>(address);
  return *static_cast<const volatile std::uint32_t*>(address);
}

void store(const mapproof_port_request& request) {
  void* const address = pointer_to(request.handle);
  if (request.width == 1) {
    *static_cast<volatile std::uint8_t*>(address) = static_cast<std::uint8_t>(request.value);
  } else if (request.width == 2) {
    *static_cast<volatile std::uint16_t*>(address) = static_cast<std::uint16_t>(request.value);
  } else {
    *static_cast<volatile std::uint32_t*>(address) = request.value;
  }
}

}  // namespace

mapproof_io_facts io_facts_of(const mapproof_session& session) {
  const mapproof_window& window = session.facts.windows[0];
  const bool mapped = session.target.memory_mapped_io;
  mapproof_io_facts facts{};
  facts.struct_size = sizeof facts;
  facts.is_memory_mapped = mapped ? 1 : 0;
  facts.scratch = mapped ? window.physical : scratch_port;
  facts.scratch_length = mapped ? session.memory.page() : scratch_port_count;
  facts.highest = mapped ? session.facts.highest_physical : port_count - 1;
  return facts;
}

const mapproof_io_facts* io_facts(mapproof_session* session) { return &session->io_facts; }

// As on x86, unless the target says otherwise: the handle is the port number, and nothing is mapped.
mapproof_handle_outcome mmap_device_io(mapproof_session* session, const mapproof_device_io_request* request) {
  if (session->target.memory_mapped_io) return map_as_memory(session, *request);
  if (session->rules.io_map_never_fails) return {static_cast<std::uintptr_t>(request->io), 0};
  int error = 0;
  if (request->length == 0) {
    error = EINVAL;
  } else if (session->conditions.holds(MAPPROOF_WITHOUT_MAP_PRIVILEGE)) {
    error = EPERM;
  } else if (request->io >= port_count || request->length > port_count - request->io) {
    error = ENXIO;
  }
  if (error != 0) return {UINTPTR_MAX, error};
  return {static_cast<std::uintptr_t>(request->io), 0};
}

mapproof_status_outcome munmap_device_io(mapproof_session* session, uintptr_t handle, size_t length) {
  if (session->target.memory_mapped_io) {
    const mapproof_unmap_request request{pointer_to(handle), length, 0, 0};
    return munmap_flags(session, &request);
  }
  if (session->rules.io_unmap_never_fails) return status(0);
  if (handle + length < handle) return status(EINVAL);
  return status(handle >= port_count || length > port_count - handle ? ENXIO : 0);
}

uint32_t in(mapproof_session* session, const mapproof_port_request* request) {
  if (session->target.memory_mapped_io) return is_width(request->width) ? load(*request) : UINT32_MAX;
  if (!is_privileged(*session)) fault(*session);
  if (!is_valid(*request)) return UINT32_MAX;  // nobody drives the bus
  std::uint32_t value = 0;
  for (std::uint32_t i = 0; i < request->width; ++i) {
    value |= std::uint32_t{session->memory.ports()[request->handle + i].load(std::memory_order_relaxed)} << (8 * i);
  }
  return value;
}

void out(mapproof_session* session, const mapproof_port_request* request) {
  if (session->target.memory_mapped_io) {
    if (is_width(request->width)) store(*request);
    return;
  }
  if (!is_privileged(*session)) fault(*session);
  for (std::uint32_t i = 0; is_valid(*request) && i < request->width; ++i) {
    session->memory.ports()[request->handle + i].store(static_cast<std::uint8_t>(request->value >> (8 * i)),
                                                       std::memory_order_relaxed);
  }
}

// The privilege belongs to the thread; the memory of the whole process is locked on the way (superlocked).
mapproof_status_outcome thread_control(mapproof_session* session, const mapproof_thread_control_request* request) {
  if (request->command > MAPPROOF_THREAD_IO_LEVEL) return status(EINVAL);
  if (request->thread != 0) return status(ENOTSUP);
  if (session->conditions.holds(MAPPROOF_WITHOUT_IO_PRIVILEGE)) return status(EPERM);
  const bool gives_up = request->command == MAPPROOF_THREAD_IO_LEVEL && request->level == 0;
  privileged_for = gives_up ? 0 : session->id;
  if (!gives_up) session->superlocked.store(true, std::memory_order_release);
  return status(0);
}

}  // namespace mapproof::model
