// The functions behind the backend's table. What each must do is said in <mapproof/backend.h>.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

namespace mapproof::lnx {

mapproof_address_outcome mmap_device_memory(mapproof_session* session, const mapproof_map_request* request);
mapproof_address_outcome map_any(mapproof_session* session, const mapproof_mmap_request* request);
mapproof_status_outcome munmap_device_memory(mapproof_session* session, const mapproof_unmap_request* request);
mapproof_status_outcome munmap_flags(mapproof_session* session, const mapproof_unmap_request* request);
mapproof_status_outcome change_protection(mapproof_session* session, const mapproof_protect_request* request);

mapproof_status_outcome mem_offset(mapproof_session* session, const mapproof_offset_request* request);
mapproof_status_outcome mem_offset64(mapproof_session* session, const mapproof_offset_request* request);
mapproof_status_outcome posix_mem_offset(mapproof_session* session, const mapproof_offset_request* request);
mapproof_status_outcome posix_mem_offset64(mapproof_session* session, const mapproof_offset_request* request);
mapproof_status_outcome mem_extents(mapproof_session* session, const mapproof_extents_request* request);

mapproof_status_outcome lock(mapproof_session* session, const mapproof_lock_request* request);
mapproof_status_outcome unlock(mapproof_session* session, const mapproof_lock_request* request);
mapproof_status_outcome lock_all(mapproof_session* session, const mapproof_lock_all_request* request);
mapproof_status_outcome unlock_all(mapproof_session* session);

mapproof_handle_outcome mmap_device_io(mapproof_session* session, const mapproof_device_io_request* request);
mapproof_status_outcome munmap_device_io(mapproof_session* session, uintptr_t handle, size_t length);
uint32_t in(mapproof_session* session, const mapproof_port_request* request);
void out(mapproof_session* session, const mapproof_port_request* request);
mapproof_status_outcome thread_control(mapproof_session* session, const mapproof_thread_control_request* request);
const mapproof_io_facts* io_facts(mapproof_session* session);

mapproof_arrange_outcome memory_acquire(mapproof_session* session, const mapproof_memory_request* request,
                                        void** address);
mapproof_arrange_outcome memory_release(mapproof_session* session, void* address, size_t length);
mapproof_arrange_outcome provoke(mapproof_session* session, const mapproof_provoke_request* request);

mapproof_arrange_outcome physical_of(mapproof_session* session, const void* address, uint64_t* physical);
mapproof_arrange_outcome caching_of(mapproof_session* session, const void* address, uint32_t* caching);
mapproof_arrange_outcome mappings(mapproof_session* session, mapproof_mapping* entries, size_t capacity, size_t* count);

mapproof_status_outcome empty(mapproof_session* session);
mapproof_address_outcome floor_map(mapproof_session* session, const mapproof_map_request* request);
mapproof_status_outcome floor_unmap(mapproof_session* session, const mapproof_unmap_request* request);
mapproof_status_outcome floor_offset(mapproof_session* session, const mapproof_offset_request* request);

}  // namespace mapproof::lnx
