// What the documents demand of mmap_device_memory(), one row each.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cerrno>

#include "core/requirement.hpp"

namespace mapproof::rows {

inline constexpr Requirement MDM_01{
    .id = "MDM_01",
    .text =
        "A valid request answers with an address through which exactly the bytes of the physical range asked for are "
        "seen.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_02{
    .id = "MDM_02",
    .text = "On error the result is MAP_FAILED, all bits one and never NULL, and errno is set.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Returns",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_03{
    .id = "MDM_03",
    .text = "A length of 0 is refused with EINVAL.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0",
    .evidence = "B",
    .judged_in = every_qnx,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_04{
    .id = "MDM_04",
    .text = "Each bit of flags that the system calls invalid is refused with EINVAL.",
    .source =
        "QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0; 6.4-era "
        "behaviour",
    .evidence = "B+C",
    .judged_in = every_qnx,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_05{
    .id = "MDM_05",
    .text = "Each protection bit outside the five known ones is refused with EINVAL.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_06{
    .id = "MDM_06",
    .text =
        "PROT_NOCACHE passed among the flags by mistake is taken as a protection: the call succeeds and the mapping is "
        "uncached.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_07{
    .id = "MDM_07",
    .text =
        "MAP_SHARED and MAP_PHYS are implied: with 0, MAP_SHARED, MAP_PRIVATE or MAP_PHYS the caller gets a mapping "
        "whose stores reach the device.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Description; 6.4-era behaviour for MAP_PRIVATE",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_08{
    .id = "MDM_08",
    .text = "flags of 0 is valid and succeeds, as in the documented example.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Examples",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_09{
    .id = "MDM_09",
    .text = "MAP_FIXED is the only flag that the page documents for callers.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Arguments",
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .untestable = "It describes the page, not the call: no answer of a system could contradict it.",
};

inline constexpr Requirement MDM_10{
    .id = "MDM_10",
    .text = "With MAP_FIXED a success returns exactly the address that was asked for.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_11{
    .id = "MDM_11",
    .text = "With MAP_FIXED an existing mapping at that place is replaced: the new range is seen there.",
    .source = "BlackBerry 10 (6.6-era) library reference, mmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = from_qnx_6_6 | in_obs64,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_12{
    .id = "MDM_12",
    .text = "With MAP_FIXED a request that cannot be placed at the address fails and is never moved elsewhere.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = any_errno,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_13{
    .id = "MDM_13",
    .text =
        "With MAP_FIXED an address that is not congruent to the physical address modulo the page is refused with "
        "ENXIO.",
    .source =
        "QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0; 6.4-era "
        "behaviour",
    .evidence = "B+C",
    .judged_in = every_qnx,
    .accepts = {ENXIO},
    .accepts_obs64 = {ENXIO, EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_14{
    .id = "MDM_14",
    .text =
        "With MAP_FIXED an unaligned address that is congruent to an unaligned physical address is legal, and the "
        "result equals it.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_15{
    .id = "MDM_15",
    .text = "With MAP_FIXED a range whose end leaves the address space of the process is refused with ENOMEM.",
    .source =
        "QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0; 6.4-era "
        "behaviour",
    .evidence = "B+C",
    .judged_in = every_qnx,
    .accepts = {ENOMEM},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_16{
    .id = "MDM_16",
    .text = "With MAP_FIXED a range that starts outside the address space of the process is refused with ENOMEM.",
    .source =
        "QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0; 6.4-era "
        "behaviour",
    .evidence = "B+C",
    .judged_in = every_qnx,
    .accepts = {ENOMEM},
    .accepts_obs64 = {ENOMEM, EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_17{
    .id = "MDM_17",
    .text = "With MAP_FIXED a range over a region that the system owns is refused with EINVAL.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
    .untestable =
        "Which regions a system owns is knowledge of that one system, and mapping over a wrong guess would damage the "
        "process that asks.",
};

inline constexpr Requirement MDM_18{
    .id = "MDM_18",
    .text = "Without MAP_FIXED an address is only a hint: where it is occupied the call still succeeds.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_19{
    .id = "MDM_19",
    .text = "Without MAP_FIXED no existing mapping is overlaid: what lies at the hint keeps its place and its bytes.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_20{
    .id = "MDM_20",
    .text = "A free and aligned hint is normally honoured: the result equals it.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = nowhere,
    .needs = api_map | api_window,
};

inline constexpr Requirement MDM_21{
    .id = "MDM_21",
    .text = "An unaligned hint is rounded to a page and is not an error: the call succeeds.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_22{
    .id = "MDM_22",
    .text =
        "An unaligned physical address is legal, and the returned pointer keeps its in-page part and points at the "
        "byte asked for.",
    .source = "6.4-era behaviour; programs in the field on 8.0",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_23{
    .id = "MDM_23",
    .text =
        "The mapped area is whole pages: the start is rounded down and the end is rounded up, and both edges can be "
        "read.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_24{
    .id = "MDM_24",
    .text = "A request of two bytes that straddles a page boundary maps both pages, and both bytes can be read.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_25{
    .id = "MDM_25",
    .text = "A physical range beyond what the machine has is refused with ENXIO.",
    .source =
        "QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0; 6.4-era "
        "behaviour",
    .evidence = "B+C",
    .judged_in = every_qnx,
    .accepts = {ENXIO},
    .accepts_obs64 = {ENXIO, EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_26{
    .id = "MDM_26",
    .text = "A physical range that wraps around 64 bits is refused with ENXIO.",
    .source =
        "QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0; 6.4-era "
        "behaviour",
    .evidence = "B+C",
    .judged_in = every_qnx,
    .accepts = {ENXIO},
    .accepts_obs64 = {ENXIO, EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_27{
    .id = "MDM_27",
    .text = "A physical end that the memory object cannot represent is refused with ENXIO.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {ENXIO},
    .needs = api_map | api_window,
    .untestable =
        "Where the limit lies is internal to one release, and from outside its refusal looks the same as that of "
        "MDM_25.",
};

inline constexpr Requirement MDM_28{
    .id = "MDM_28",
    .text = "When no room is left in the address space the call is refused with ENOMEM.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0",
    .evidence = "B",
    .judged_in = every_qnx,
    .accepts = {ENOMEM},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_29{
    .id = "MDM_29",
    .text = "When there is no memory left to record another mapping the call is refused with ENOMEM.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0",
    .evidence = "B",
    .judged_in = every_qnx,
    .accepts = {ENOMEM},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_30{
    .id = "MDM_30",
    .text = "A request larger than what the process may still map is refused with ENOMEM.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {ENOMEM},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_31{
    .id = "MDM_31",
    .text = "A length so large that rounding it up wraps is refused with ENOMEM.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {ENOMEM},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_32{
    .id = "MDM_32",
    .text = "A caller without the right to map physical memory is refused with EPERM.",
    .source = "QNX library reference 6.6 and 8.0, mmap_device_io(), Errors; 7.0, mmap_device_memory(), Description",
    .evidence = "B+C",
    .judged_in = from_qnx_6_6 | in_obs64,
    .accepts = {EPERM},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_33{
    .id = "MDM_33",
    .text = "A caller whose ability to map physical memory is limited to a range is refused outside of it.",
    .source = "QNX Raspberry Pi guide, mapping the GPIO registers, ability mem_phys",
    .evidence = "A+I",
    .judged_in = from_qnx_7_0,
    .accepts = any_errno,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_34{
    .id = "MDM_34",
    .text = "A caller without the ability to map executable memory is refused PROT_EXEC with EPERM or EACCES.",
    .source = "QNX library reference 7.0 and BlackBerry 10, mmap_device_memory(), Arguments",
    .evidence = "A+U",
    .judged_in = from_qnx_6_6,
    .accepts = {EPERM, EACCES},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_35{
    .id = "MDM_35",
    .text = "PROT_NONE is a legal protection: the call succeeds and any access raises SIGSEGV.",
    .source = "QNX library reference 7.0, mmap_device_memory(), Arguments",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_36{
    .id = "MDM_36",
    .text = "A store through a mapping without PROT_WRITE raises SIGSEGV.",
    .source = "QNX library reference 7.0, mmap_device_memory(), Arguments; POSIX.1, mmap(), Description",
    .evidence = "A+I",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_37{
    .id = "MDM_37",
    .text =
        "With PROT_WRITE alone a store reaches the device; a load then either works or raises SIGSEGV, as the hardware "
        "has it.",
    .source = "QNX library reference 7.0, mmap(), Arguments",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_38{
    .id = "MDM_38",
    .text =
        "PROT_NOCACHE disables caching of the range, and of no other mapping: the witness shows the window's uncached "
        "attribute.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Examples; 7.0, mmap_device_memory(), Arguments",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_39{
    .id = "MDM_39",
    .text = "When future mappings are locked and the lock limit would be exceeded the call is refused with EAGAIN.",
    .source = "POSIX.1, mmap(), Errors; 6.4-era behaviour",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EAGAIN},
    .needs = api_map | api_window | api_lock_all,
    .core = true,
};

inline constexpr Requirement MDM_40{
    .id = "MDM_40",
    .text = "A passing shortage of server threads is answered with EAGAIN, and the same call succeeds afterwards.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EAGAIN},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_41{
    .id = "MDM_41",
    .text =
        "MAP_LAZY is accepted and has no effect on a physical mapping: the call succeeds and the bytes are there at "
        "once.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_42{
    .id = "MDM_42",
    .text = "MAP_STACK, which needs anonymous memory, is refused with EINVAL.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_43{
    .id = "MDM_43",
    .text = "MAP_ANON changes the meaning to contiguous ordinary memory and is left unspecified here.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = nowhere,
    .needs = api_none,
    .untestable = "The row specifies nothing: every answer keeps it.",
};

inline constexpr Requirement MDM_44{
    .id = "MDM_44",
    .text = "The physical address is 64 bits wide: a range above 4 GiB is not truncated and does not alias one below.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Synopsis",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

inline constexpr Requirement MDM_45{
    .id = "MDM_45",
    .text = "Two mappings of the same range show each other's stores, also across fork.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Description; POSIX.1, mmap(), MAP_SHARED",
    .evidence = "I",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
};

inline constexpr Requirement MDM_46{
    .id = "MDM_46",
    .text =
        "A request that fails with EINVAL leaves existing mappings untouched, also with MAP_FIXED over one of them.",
    .source = "POSIX.1, mmap(), Description; 6.4-era behaviour",
    .evidence = "I+K",
    .judged_in = in_obs64,
    .accepts = {EINVAL},
    .needs = api_map | api_window,
};

inline constexpr Requirement MDM_47{
    .id = "MDM_47",
    .text =
        "The call is safe from several threads at once and from a signal handler, and is no cancellation point: it "
        "returns normally.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Classification",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
};

inline constexpr Requirement MDM_48{
    .id = "MDM_48",
    .text =
        "The order of checks is flags, length, protection, privilege, physical range: of two faults the earlier one "
        "names the errno.",
    .source = "Behaviour observed of the 6.4-era release",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = any_errno,
    .needs = api_map | api_window,
};

inline constexpr Requirement MDM_49{
    .id = "MDM_49",
    .text = "No refusal carries ENODEV, EBADF, EACCES or EOVERFLOW, since no descriptor is involved.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Synopsis",
    .evidence = "I",
    .judged_in = in_obs64,
    .needs = api_map | api_window,
};

inline constexpr Requirement MDM_50{
    .id = "MDM_50",
    .text = "The length is a size_t, and all its bits count: what is granted is as long as what was asked for.",
    .source = "QNX library reference 6.x, mmap_device_memory(), Synopsis",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_map | api_window,
    .core = true,
};

}  // namespace mapproof::rows
