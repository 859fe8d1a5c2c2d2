// What the requests of calls hold.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include "call_shape.hpp"
#include "requests.hpp"

/// A member of a request by its name.
#define MEMBER(Request, member, kind) \
  { #member, Parameter::Kind::kind, offsetof(Request, member), sizeof(Request::member) }
/// An argument of a call that has no request struct.
#define ARGUMENT(place, name, kind) \
  { #name, Parameter::Kind::kind, offsetof(PlainRequest, place), sizeof(PlainRequest::place) }

namespace mapproof {

inline constexpr Parameter of_map[] = {
    MEMBER(mapproof_map_request, address, address),   MEMBER(mapproof_map_request, length, length),
    MEMBER(mapproof_map_request, physical, physical), MEMBER(mapproof_map_request, protection, protection),
    MEMBER(mapproof_map_request, flags, flags),       MEMBER(mapproof_map_request, raw_protection, bits),
    MEMBER(mapproof_map_request, raw_flags, bits)};
inline constexpr Parameters map_parameters{"mapproof_map_request", of_map};

inline constexpr Parameter of_unmap[] = {MEMBER(mapproof_unmap_request, address, address),
                                         MEMBER(mapproof_unmap_request, length, length),
                                         MEMBER(mapproof_unmap_request, flags, bits)};
inline constexpr Parameters unmap_parameters{"mapproof_unmap_request", of_unmap};

inline constexpr Parameter of_mmap[] = {
    MEMBER(mapproof_mmap_request, address, address), MEMBER(mapproof_mmap_request, length, length),
    MEMBER(mapproof_mmap_request, offset, offset),   MEMBER(mapproof_mmap_request, protection, protection),
    MEMBER(mapproof_mmap_request, flags, flags),     MEMBER(mapproof_mmap_request, raw_protection, bits),
    MEMBER(mapproof_mmap_request, raw_flags, bits),  MEMBER(mapproof_mmap_request, fd, descriptor)};
inline constexpr Parameters mmap_parameters{"mapproof_mmap_request", of_mmap};

inline constexpr Parameter of_driver_mmap[] = {
    MEMBER(mapproof_mmap_request, address, address), MEMBER(mapproof_mmap_request, length, length),
    MEMBER(mapproof_mmap_request, offset, bits),     MEMBER(mapproof_mmap_request, protection, protection),
    MEMBER(mapproof_mmap_request, flags, flags),     MEMBER(mapproof_mmap_request, raw_protection, bits),
    MEMBER(mapproof_mmap_request, raw_flags, bits),  MEMBER(mapproof_mmap_request, fd, descriptor)};
inline constexpr Parameters driver_mmap_parameters{"mapproof_mmap_request", of_driver_mmap};

inline constexpr Parameter of_protect[] = {
    MEMBER(mapproof_protect_request, address, address), MEMBER(mapproof_protect_request, length, length),
    MEMBER(mapproof_protect_request, protection, protection), MEMBER(mapproof_protect_request, raw_protection, bits)};
inline constexpr Parameters protect_parameters{"mapproof_protect_request", of_protect};

inline constexpr Parameter of_offset[] = {
    MEMBER(mapproof_offset_request, address, address),       MEMBER(mapproof_offset_request, length, length),
    MEMBER(mapproof_offset_request, offset, offset_out),     MEMBER(mapproof_offset_request, contig_length, length_out),
    MEMBER(mapproof_offset_request, fildes, descriptor_out), MEMBER(mapproof_offset_request, fd, descriptor)};
inline constexpr Parameters offset_parameters{"mapproof_offset_request", of_offset};

inline constexpr Parameter of_lock[] = {MEMBER(mapproof_lock_request, address, address),
                                        MEMBER(mapproof_lock_request, length, length)};
inline constexpr Parameters lock_parameters{"mapproof_lock_request", of_lock};

inline constexpr Parameter of_lock_all[] = {MEMBER(mapproof_lock_all_request, flags, bits),
                                            MEMBER(mapproof_lock_all_request, raw_flags, bits)};
inline constexpr Parameters lock_all_parameters{"mapproof_lock_all_request", of_lock_all};

inline constexpr Parameter of_thread[] = {MEMBER(mapproof_thread_control_request, command, bits),
                                          MEMBER(mapproof_thread_control_request, thread, bits),
                                          MEMBER(mapproof_thread_control_request, level, bits)};
inline constexpr Parameters thread_parameters{"mapproof_thread_control_request", of_thread};

inline constexpr Parameter of_io[] = {MEMBER(mapproof_device_io_request, io, bits),
                                      MEMBER(mapproof_device_io_request, length, length)};
inline constexpr Parameters io_parameters{"mapproof_device_io_request", of_io};

inline constexpr Parameter of_port[] = {MEMBER(mapproof_port_request, handle, handle),
                                        MEMBER(mapproof_port_request, width, amount),
                                        MEMBER(mapproof_port_request, value, value)};
inline constexpr Parameters port_parameters{"mapproof_port_request", of_port};

inline constexpr Parameter of_typed_open[] = {
    MEMBER(mapproof_typed_open_request, name, name), MEMBER(mapproof_typed_open_request, access, bits),
    MEMBER(mapproof_typed_open_request, raw_oflag, bits), MEMBER(mapproof_typed_open_request, tflag, bits),
    MEMBER(mapproof_typed_open_request, raw_tflag, bits)};
inline constexpr Parameters typed_open_parameters{"mapproof_typed_open_request", of_typed_open};

inline constexpr Parameter of_typed_info[] = {MEMBER(mapproof_typed_info_request, fd, descriptor),
                                              MEMBER(mapproof_typed_info_request, length, length_out)};
inline constexpr Parameters typed_info_parameters{"mapproof_typed_info_request", of_typed_info};

inline constexpr Parameter of_file[] = {MEMBER(mapproof_file_request, fd, descriptor),
                                        MEMBER(mapproof_file_request, operation, bits),
                                        MEMBER(mapproof_file_request, amount, amount)};
inline constexpr Parameters file_parameters{"mapproof_file_request", of_file};

inline constexpr Parameter of_memory[] = {MEMBER(mapproof_memory_request, kind, bits),
                                          MEMBER(mapproof_memory_request, node, node),
                                          MEMBER(mapproof_memory_request, length, length)};
inline constexpr Parameters memory_parameters{"mapproof_memory_request", of_memory};

inline constexpr Parameter of_provoke[] = {MEMBER(mapproof_provoke_request, condition, bits),
                                           MEMBER(mapproof_provoke_request, on, bits),
                                           MEMBER(mapproof_provoke_request, amount, amount)};
inline constexpr Parameters provoke_parameters{"mapproof_provoke_request", of_provoke};

inline constexpr Parameter of_driver_open[] = {MEMBER(mapproof_driver_open_request, device, device),
                                               MEMBER(mapproof_driver_open_request, channel, bits),
                                               MEMBER(mapproof_driver_open_request, access, bits)};
inline constexpr Parameters driver_open_parameters{"mapproof_driver_open_request", of_driver_open};

inline constexpr Parameter of_page_id[] = {
    MEMBER(mapproof_page_id_request, source, bits),     MEMBER(mapproof_page_id_request, chunk, bits),
    MEMBER(mapproof_page_id_request, key, key),         MEMBER(mapproof_page_id_request, offset, bits),
    MEMBER(mapproof_page_id_request, address, address), MEMBER(mapproof_page_id_request, physical, physical),
    MEMBER(mapproof_page_id_request, space, bits)};
inline constexpr Parameters page_id_parameters{"mapproof_page_id_request", of_page_id};

inline constexpr Parameter of_load[] = {MEMBER(AccessRequest, address, address), MEMBER(AccessRequest, width, amount)};
inline constexpr Parameters load_parameters{"", of_load};

inline constexpr Parameter of_store[] = {MEMBER(AccessRequest, address, address), MEMBER(AccessRequest, width, amount),
                                         MEMBER(AccessRequest, value, value)};
inline constexpr Parameters store_parameters{"", of_store};

inline constexpr Parameter of_file_load[] = {MEMBER(FileAccessRequest, fd, descriptor),
                                             MEMBER(FileAccessRequest, offset, amount)};
inline constexpr Parameters file_load_parameters{"", of_file_load};

inline constexpr Parameter of_file_store[] = {MEMBER(FileAccessRequest, fd, descriptor),
                                              MEMBER(FileAccessRequest, offset, amount),
                                              MEMBER(FileAccessRequest, value, value)};
inline constexpr Parameters file_store_parameters{"", of_file_store};

inline constexpr Parameter of_driver[] = {MEMBER(DriverRequest, ddi_version, bits),
                                          MEMBER(DriverRequest, channel_count, bits),
                                          MEMBER(DriverRequest, entries, bits)};
inline constexpr Parameters driver_parameters{"", of_driver};

inline constexpr Parameter of_entry[] = {MEMBER(EntryRequest, channel, bits), MEMBER(EntryRequest, offset, bits),
                                         MEMBER(EntryRequest, protection, bits)};
inline constexpr Parameters entry_parameters{"", of_entry};

inline constexpr Parameter of_address[] = {ARGUMENT(first, address, address)};
inline constexpr Parameters address_parameters{"", of_address};

inline constexpr Parameter of_length[] = {ARGUMENT(first, length, length)};
inline constexpr Parameters length_parameters{"", of_length};

inline constexpr Parameter of_descriptor[] = {ARGUMENT(first, fd, descriptor)};
inline constexpr Parameters descriptor_parameters{"", of_descriptor};

inline constexpr Parameter of_device[] = {ARGUMENT(first, device, device)};
inline constexpr Parameters device_parameters{"", of_device};

inline constexpr Parameter of_release[] = {ARGUMENT(first, address, address), ARGUMENT(second, length, length)};
inline constexpr Parameters release_parameters{"", of_release};

inline constexpr Parameter of_io_unmap[] = {ARGUMENT(first, handle, handle), ARGUMENT(second, length, length)};
inline constexpr Parameters io_unmap_parameters{"", of_io_unmap};

inline constexpr Parameter of_copy[] = {ARGUMENT(first, fd, descriptor), ARGUMENT(second, onto, onto)};
inline constexpr Parameters copy_parameters{"", of_copy};

inline constexpr Parameter of_conversion[] = {ARGUMENT(first, conversion, bits), ARGUMENT(second, value, value)};
inline constexpr Parameters conversion_parameters{"", of_conversion};

inline constexpr Parameter of_resource[] = {ARGUMENT(first, key, key), ARGUMENT(second, chunk, bits)};
inline constexpr Parameters resource_parameters{"", of_resource};

inline constexpr Parameter of_race[] = {ARGUMENT(first, kind, bits), ARGUMENT(second, threads, bits)};
inline constexpr Parameters race_parameters{"", of_race};

inline constexpr Parameter of_iteration[] = {ARGUMENT(first, thread, bits)};
inline constexpr Parameters iteration_parameters{"", of_iteration};

}  // namespace mapproof

#undef MEMBER
#undef ARGUMENT
