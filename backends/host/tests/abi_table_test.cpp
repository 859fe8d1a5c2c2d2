// Pins the table of functions; abi_pin.hpp says what to do when this breaks.
// SPDX-License-Identifier: Apache-2.0
#include "abi_pin.hpp"

namespace mapproof {
namespace {

constexpr Pin pins[] = {
    SIZE(mapproof_backend, 448),
    MEMBER(mapproof_backend, abi, 0),
    MEMBER(mapproof_backend, struct_size, 4),
    MEMBER(mapproof_backend, name, 8),
    MEMBER(mapproof_backend, version, 16),
    MEMBER(mapproof_backend, summary, 24),
    MEMBER(mapproof_backend, open, 32),
    MEMBER(mapproof_backend, close, 40),
    MEMBER(mapproof_backend, facts, 48),
    MEMBER(mapproof_backend, mmap_device_memory, 56),
    MEMBER(mapproof_backend, munmap_device_memory, 64),
    MEMBER(mapproof_backend, mmap, 72),
    MEMBER(mapproof_backend, munmap, 80),
    MEMBER(mapproof_backend, munmap_flags, 88),
    MEMBER(mapproof_backend, mprotect, 96),
    MEMBER(mapproof_backend, mem_offset, 104),
    MEMBER(mapproof_backend, mem_offset64, 112),
    MEMBER(mapproof_backend, posix_mem_offset, 120),
    MEMBER(mapproof_backend, posix_mem_offset64, 128),
    MEMBER(mapproof_backend, mmap_device_io, 136),
    MEMBER(mapproof_backend, munmap_device_io, 144),
    MEMBER(mapproof_backend, in, 152),
    MEMBER(mapproof_backend, out, 160),
    MEMBER(mapproof_backend, mlock, 168),
    MEMBER(mapproof_backend, munlock, 176),
    MEMBER(mapproof_backend, mlockall, 184),
    MEMBER(mapproof_backend, munlockall, 192),
    MEMBER(mapproof_backend, thread_control, 200),
    MEMBER(mapproof_backend, posix_typed_mem_open, 208),
    MEMBER(mapproof_backend, posix_typed_mem_get_info, 216),
    MEMBER(mapproof_backend, close_descriptor, 224),
    MEMBER(mapproof_backend, driver_attach, 232),
    MEMBER(mapproof_backend, driver_detach, 240),
    MEMBER(mapproof_backend, driver_open, 248),
    MEMBER(mapproof_backend, driver_close, 256),
    MEMBER(mapproof_backend, driver_mmap, 264),
    MEMBER(mapproof_backend, driver_munmap, 272),
    MEMBER(mapproof_backend, page_id, 280),
    MEMBER(mapproof_backend, driver, 288),
    MEMBER(mapproof_backend, driver_facts, 296),
    MEMBER(mapproof_backend, memory_acquire, 304),
    MEMBER(mapproof_backend, memory_release, 312),
    MEMBER(mapproof_backend, provoke, 320),
    MEMBER(mapproof_backend, physical_of, 328),
    MEMBER(mapproof_backend, caching_of, 336),
    MEMBER(mapproof_backend, mappings, 344),
    MEMBER(mapproof_backend, empty, 352),
    MEMBER(mapproof_backend, floor_map, 360),
    MEMBER(mapproof_backend, floor_unmap, 368),
    MEMBER(mapproof_backend, floor_offset, 376),
    MEMBER(mapproof_backend, mem_extents, 384),
    MEMBER(mapproof_backend, io_facts, 392),
    MEMBER(mapproof_backend, typed_facts, 400),
    MEMBER(mapproof_backend, file_operation, 408),
    MEMBER(mapproof_backend, convert_pages, 416),
    MEMBER(mapproof_backend, driver_modify, 424),
    MEMBER(mapproof_backend, driver_resource, 432),
    MEMBER(mapproof_backend, kernel_memory, 440),
};

TEST(AbiTest, TableIsAsReleased) { expect_unmoved(pins); }

}  // namespace
}  // namespace mapproof
