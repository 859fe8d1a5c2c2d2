// mmap_device_io(), in, out and ThreadCtl() behind the table. Only ports that the user named are ever touched.
// SPDX-License-Identifier: Apache-2.0
#include "linux/context/device_io.hpp"

#if MAPPROOF_HAS_PORTS
#include <sys/io.h>

#include <cerrno>

#include "calls.hpp"
#include "session.hpp"

namespace mapproof::lnx {
namespace {

bool is_width(std::uint32_t width) { return width == 1 || width == 2 || width == 4; }

bool is_named(const mapproof_session& session, const mapproof_port_request& request) {
  return session.ports && is_width(request.width) && session.ports->holds(request.handle, request.width);
}

}  // namespace

const mapproof_io_facts* io_facts(mapproof_session* session) { return &session->store.io_facts; }

mapproof_handle_outcome mmap_device_io(mapproof_session* session, const mapproof_device_io_request* request) {
  const int error = session->rules.io_map_never_fails ? 0 : map_ports_error(*session, request->io, request->length);
  if (error != 0) return {UINTPTR_MAX, error};
  return {static_cast<std::uintptr_t>(request->io), 0};
}

mapproof_status_outcome munmap_device_io(mapproof_session* session, uintptr_t handle, size_t length) {
  const int error = session->rules.io_unmap_never_fails ? 0 : unmap_ports_error(handle, length);
  return {error == 0 ? 0 : -1, error};
}

uint32_t in(mapproof_session* session, const mapproof_port_request* request) {
  if (!is_named(*session, *request)) return UINT32_MAX;  // as a bus on which nobody answers
  forgo_inherited_ports();
  const auto port = static_cast<unsigned short>(request->handle);
  if (request->width == 1) return inb(port);
  return request->width == 2 ? inw(port) : inl(port);
}

void out(mapproof_session* session, const mapproof_port_request* request) {
  if (!is_named(*session, *request) || !session->ports->may_write) return;
  forgo_inherited_ports();
  const auto port = static_cast<unsigned short>(request->handle);
  if (request->width == 1) {
    outb(static_cast<unsigned char>(request->value), port);
  } else if (request->width == 2) {
    outw(static_cast<unsigned short>(request->value), port);
  } else {
    outl(request->value, port);
  }
}

mapproof_status_outcome thread_control(mapproof_session* session, const mapproof_thread_control_request* request) {
  if (request->command > MAPPROOF_THREAD_IO_LEVEL) return {-1, EINVAL};
  if (request->thread != 0) return {-1, ENOTSUP};
  if (!grant_ports(*session)) return {-1, EPERM};
  if (request->command == MAPPROOF_THREAD_IO_LEVEL && request->level == 0) {
    forgo_ports();
    return {0, 0};
  }
  const mapproof_lock_all_request all{MAPPROOF_LOCK_CURRENT | MAPPROOF_LOCK_FUTURE, 0};
  const mapproof_status_outcome locked = lock_all(session, &all);
  // Where files play the devices, no right is asked for, and so none to lock memory either.
  if (locked.value == 0 || plays_devices(*session)) return {0, 0};
  forgo_ports();
  return locked;
}

}  // namespace mapproof::lnx
#endif
