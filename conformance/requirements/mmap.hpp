// What the documents demand of mmap() and mmap64() around device memory, one row each.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof::rows {

inline constexpr Requirement MMP_01{
    .id = "MMP_01",
    .text = "MAP_PHYS takes no descriptor: any other than NOFD is refused with EINVAL.",
    .source = "QNX knowledge base, MAP_PHYS; the name from the 6.4-era release",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EINVAL},
    .needs = api_mmap | api_window,
    .optional = true,
};
inline constexpr Requirement MMP_02{
    .id = "MMP_02",
    .text = "With MAP_PHYS and MAP_SHARED or MAP_PRIVATE the offset is the physical address that is mapped.",
    .source = "QNX knowledge base, MAP_PHYS",
    .evidence = "A",
    .judged_in =
        only({Profile::qnx_6_5, Profile::qnx_6_6, Profile::qnx_7_0, Profile::qnx_7_1, Profile::qnx_7_1b}) | in_obs64,
    .needs = api_mmap | api_map | api_window,
    .optional = true,
};
inline constexpr Requirement MMP_03{
    .id = "MMP_03",
    .text = "MAP_PHYS with MAP_ANON gives physically contiguous memory, and the offset is ignored.",
    .source = "QNX knowledge base, MAP_PHYS",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_mmap | api_offsets,
    .optional = true,
};
inline constexpr Requirement MMP_04{
    .id = "MMP_04",
    .text = "MAP_PHYS with MAP_ANON and MAP_LAZY is refused with EINVAL.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_05{
    .id = "MMP_05",
    .text = "MAP_ANON takes no descriptor: any other than NOFD is refused with EINVAL.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_06{
    .id = "MMP_06",
    .text =
        "From 7.0 on a request with neither MAP_SHARED nor MAP_PRIVATE is refused with EINVAL; before, the system "
        "takes "
        "it for MAP_PRIVATE unless it was started to demand the type.",
    .source = "QNX SDP 7.0 migration guide, Kernel and process manager; QNX SDP 6.6 release notes; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EINVAL},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_07{
    .id = "MMP_07",
    .text = "A length of 0 is refused with EINVAL.",
    .source = "QNX library reference 7.0, mmap(), Arguments; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EINVAL},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_08{
    .id = "MMP_08",
    .text = "NOFD without MAP_PHYS asks for anonymous memory, with or without MAP_ANON.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_09{
    .id = "MMP_09",
    .text = "A descriptor that is not open, or is below NOFD, is refused with EBADF.",
    .source = "POSIX.1, mmap(), Errors; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EBADF},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_10{
    .id = "MMP_10",
    .text = "A descriptor that is not open for reading is refused with EACCES.",
    .source = "POSIX.1, mmap(), Errors; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EACCES},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_11{
    .id = "MMP_11",
    .text = "MAP_SHARED with PROT_WRITE of a descriptor that is open for reading only is refused with EACCES.",
    .source = "POSIX.1, mmap(), Errors; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EACCES},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_12{
    .id = "MMP_12",
    .text =
        "mprotect() refuses with EACCES to add PROT_WRITE to a shared mapping of a descriptor that is open for reading "
        "only.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EACCES},
    .needs = api_mmap | api_mprotect,
    .optional = true,
};
inline constexpr Requirement MMP_13{
    .id = "MMP_13",
    .text = "A descriptor of an object that cannot be mapped, such as a pipe, is refused with ENODEV.",
    .source = "POSIX.1, mmap(), Errors; the 6.4-era release answers ENOTSUP for what the system process serves itself",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {ENODEV},
    .accepts_obs64 = {ENODEV, ENOTSUP},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_14{
    .id = "MMP_14",
    .text = "An offset range that is not valid for the object, such as one outside its pool, is refused with ENXIO.",
    .source = "POSIX.1, mmap(), Errors; QNX library reference 7.0, posix_typed_mem_open()",
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = {ENXIO},
    .needs = api_mmap | api_typed,
    .optional = true,
};
inline constexpr Requirement MMP_15{
    .id = "MMP_15",
    .text =
        "MAP_NOINIT, MAP_BELOW16M and MAP_NOX64K have no meaning from 7.0 on: they are ignored or refused with EINVAL.",
    .source = "QNX SDP 7.0 migration guide, Kernel and process manager; what becomes of the flags is not said",
    .evidence = "A+U",
    .judged_in = nowhere,
    .accepts = {EINVAL},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_16{
    .id = "MMP_16",
    .text = "An offset of 2 to 4 GiB reaches that physical address: no sign of a 32-bit off_t is extended.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_mmap | api_map | api_window,
    .optional = true,
};
inline constexpr Requirement MMP_17{
    .id = "MMP_17",
    .text = "A range of a file that ends beyond the largest offset of its descriptor is refused with EOVERFLOW.",
    .source = "POSIX.1, mmap(), Errors",
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = {EOVERFLOW},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_18{
    .id = "MMP_18",
    .text = "If mlockall(MCL_FUTURE) demands a lock that the limit does not allow, the mapping is refused with EAGAIN.",
    .source = "POSIX.1, mmap(), Errors; 6.4-era behaviour",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EAGAIN},
    .needs = api_mmap | api_lock_all,
    .optional = true,
};
inline constexpr Requirement MMP_19{
    .id = "MMP_19",
    .text =
        "A caller without the ability to map executable memory is refused PROT_EXEC, alone or with PROT_WRITE, with "
        "EPERM or EACCES.",
    .source = "QNX library reference 7.0, mmap(), Arguments; the name is not visible there",
    .evidence = "A+U",
    .judged_in = from_qnx_6_6,
    .accepts = {EPERM, EACCES},
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_20{
    .id = "MMP_20",
    .text = "Without MAP_FIXED an address is a hint: no mapping that the process has is overlaid, of whatever kind.",
    .source = "POSIX.1, mmap(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_21{
    .id = "MMP_21",
    .text = "Stores through MAP_PRIVATE stay the caller's own: neither the file nor another mapping of it shows them.",
    .source = "POSIX.1, mmap(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_22{
    .id = "MMP_22",
    .text = "MAP_SHARED shows the bytes of a file and stores reach it, up to its last byte within a page.",
    .source = "POSIX.1, mmap(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_23{
    .id = "MMP_23",
    .text = "With MAP_FIXED the whole range is replaced, and nothing beside it.",
    .source = "POSIX.1, mmap(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_24{
    .id = "MMP_24",
    .text = "A store through a mapping without PROT_WRITE raises SIGSEGV.",
    .source = "QNX library reference 7.0, mmap(), Arguments; POSIX.1, mmap(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_25{
    .id = "MMP_25",
    .text =
        "Memory that mmap() gives without an object belongs to that mapping: no other is given it, and none loses it "
        "when another is unmapped.",
    .source = "POSIX.1, mmap(), munmap(); QNX library reference 7.0, mmap(), MAP_ANON",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_26{
    .id = "MMP_26",
    .text = "A mapping with PROT_NONE alone can be neither loaded from nor stored to.",
    .source = "POSIX.1, mmap(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_mmap,
    .optional = true,
};
inline constexpr Requirement MMP_27{
    .id = "MMP_27",
    .text =
        "A child has its parent's mappings: what it stores through MAP_SHARED its parent sees, and not what it stores "
        "through a MAP_PRIVATE mapping of a file.",
    .source = "POSIX.1, mmap(), fork()",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_mmap,
    .optional = true,
};

}  // namespace mapproof::rows
