// Every call of the model, by group: what the table in entry.cpp is made of.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include "ddi/framework.hpp"

namespace mapproof::model {

// session.cpp
mapproof_open_outcome open(const mapproof_open_request* request);
void close(mapproof_session* session);
const mapproof_facts* facts(mapproof_session* session);

// map.cpp, unmap.cpp, protect.cpp
mapproof_address_outcome mmap_device_memory(mapproof_session* session, const mapproof_map_request* request);
mapproof_address_outcome mmap(mapproof_session* session, const mapproof_mmap_request* request);
mapproof_status_outcome munmap_device_memory(mapproof_session* session, const mapproof_unmap_request* request);
mapproof_status_outcome munmap(mapproof_session* session, const mapproof_unmap_request* request);
mapproof_status_outcome munmap_flags(mapproof_session* session, const mapproof_unmap_request* request);
mapproof_status_outcome mprotect(mapproof_session* session, const mapproof_protect_request* request);

// offset.cpp, posix_offset.cpp
mapproof_status_outcome mem_offset(mapproof_session* session, const mapproof_offset_request* request);
mapproof_status_outcome mem_offset64(mapproof_session* session, const mapproof_offset_request* request);
mapproof_status_outcome posix_mem_offset(mapproof_session* session, const mapproof_offset_request* request);
mapproof_status_outcome posix_mem_offset64(mapproof_session* session, const mapproof_offset_request* request);
mapproof_status_outcome mem_extents(mapproof_session* session, const mapproof_extents_request* request);

// device_io.cpp
mapproof_handle_outcome mmap_device_io(mapproof_session* session, const mapproof_device_io_request* request);
mapproof_status_outcome munmap_device_io(mapproof_session* session, uintptr_t handle, size_t length);
uint32_t in(mapproof_session* session, const mapproof_port_request* request);
void out(mapproof_session* session, const mapproof_port_request* request);
const mapproof_io_facts* io_facts(mapproof_session* session);
mapproof_status_outcome thread_control(mapproof_session* session, const mapproof_thread_control_request* request);

// lock.cpp
mapproof_status_outcome mlock(mapproof_session* session, const mapproof_lock_request* request);
mapproof_status_outcome munlock(mapproof_session* session, const mapproof_lock_request* request);
mapproof_status_outcome mlockall(mapproof_session* session, const mapproof_lock_all_request* request);
mapproof_status_outcome munlockall(mapproof_session* session);

// typed.cpp
mapproof_status_outcome posix_typed_mem_open(mapproof_session* session, const mapproof_typed_open_request* request);
mapproof_status_outcome posix_typed_mem_get_info(mapproof_session* session, const mapproof_typed_info_request* request);
mapproof_status_outcome close_descriptor(mapproof_session* session, int fd);
mapproof_status_outcome file_operation(mapproof_session* session, const mapproof_file_request* request);
const mapproof_typed_facts* typed_facts(mapproof_session* session);

// ordinary_memory.cpp, provoke.cpp
mapproof_arrange_outcome memory_acquire(mapproof_session* session, const mapproof_memory_request* request,
                                        void** address);
mapproof_arrange_outcome memory_release(mapproof_session* session, void* address, size_t length);
mapproof_arrange_outcome provoke(mapproof_session* session, const mapproof_provoke_request* request);

// witness.cpp
mapproof_arrange_outcome physical_of(mapproof_session* session, const void* address, uint64_t* physical);
mapproof_arrange_outcome caching_of(mapproof_session* session, const void* address, uint32_t* caching);
mapproof_arrange_outcome mappings(mapproof_session* session, mapproof_mapping* entries, size_t capacity, size_t* count);

// floor.cpp
mapproof_status_outcome empty(mapproof_session* session);
mapproof_address_outcome floor_map(mapproof_session* session, const mapproof_map_request* request);
mapproof_status_outcome floor_unmap(mapproof_session* session, const mapproof_unmap_request* request);
mapproof_status_outcome floor_offset(mapproof_session* session, const mapproof_offset_request* request);

// drivers.cpp; the driver_* members go straight to this framework
ddi::Framework& framework_of(mapproof_session* session);
mapproof_address_outcome driver_mmap(mapproof_session* session, const mapproof_mmap_request* request);
unsigned long convert_pages(mapproof_session* session, std::uint32_t conversion, unsigned long value);
const mapproof_driver* driver(mapproof_session* session);
const mapproof_driver_facts* driver_facts(mapproof_session* session);

}  // namespace mapproof::model
