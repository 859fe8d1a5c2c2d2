// Ports of x86: who may use them, and when mmap_device_io() and munmap_device_io() refuse.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "context.hpp"

#if defined(__x86_64__) || defined(__i386__)
#define MAPPROOF_HAS_PORTS 1
#else
#define MAPPROOF_HAS_PORTS 0
#endif

namespace mapproof::lnx {

/// Files that play devices have no ports and no registers: a user without any right can try a program on them.
bool plays_devices(const Context& context);

/// 0, or the errno of mmap_device_io(). Nothing is mapped: the handle is the port.
int map_ports_error(const Context& context, std::uint64_t io, std::size_t length);

/// 0, or the errno of munmap_device_io() in the documents up to 7.1.
int unmap_ports_error(std::uintptr_t handle, std::size_t length);

/// Gives the calling thread the right to use ports. False if it may not have it.
bool grant_ports(const Context& context);

/// Takes it from the calling thread.
void forgo_ports();

/// The same unless this thread asked for it: a new thread of Linux inherits the right, while on QNX it has to ask.
void forgo_inherited_ports();

/// Whether the kernel would give it.
bool would_grant_ports();

}  // namespace mapproof::lnx
