// The rows of mem_offset(), the form whose result is an off_t.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof {

/// Where the documents tie a lookup to locked memory.
inline constexpr ProfileSet where_lookups_need_a_lock = only({Profile::qnx_7_0, Profile::qnx_7_1, Profile::qnx_7_1b});
inline constexpr ProfileSet where_lookups_need_none =
    only({Profile::qnx_6_5, Profile::qnx_6_6, Profile::qnx_8_0, Profile::obs64});

namespace rows {

inline constexpr Requirement MOF_01{
    .id = "MOF_01",
    .text = "The call answers 0 when it succeeds, and -1 with errno set when it does not.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Returns",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_02{
    .id = "MOF_02",
    .text = "The stored offset is the physical address that backs the given address.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Description",
    .evidence = "A",
    .judged_in = from_qnx_6_6 | in_obs64,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_03{
    .id = "MOF_03",
    .text = "The address need not be page aligned: its distance from the start of the page is part of the result.",
    .source = "QNX library reference 7.1 (October 2024) and 8.0, mem_offset(), Description; observed in 6.4",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_04{
    .id = "MOF_04",
    .text =
        "The stored contiguous length is the physically contiguous run from the address on, at most the given length.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), contig_len",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_05{
    .id = "MOF_05",
    .text = "The pointer for the contiguous length may be NULL.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), contig_len",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_06{
    .id = "MOF_06",
    .text = "The pointer for the offset may be NULL.",
    .source = "QNX library reference 7.1 (October 2024) and 8.0, mem_offset(), offset; observed in 6.4",
    .evidence = "A+C",
    .judged_in = only({Profile::qnx_7_1b, Profile::qnx_8_0}) | in_obs64,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_07{
    .id = "MOF_07",
    .text = "An address at which the process has mapped nothing is refused with EACCES.",
    .source =
        "QNX library reference 7.1 (April 2023), mem_offset(), Errors; the name from POSIX posix_mem_offset() and 6.4",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EACCES},
    .accepts_obs64 = {EACCES, EOVERFLOW},  // MOF_30
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_08{
    .id = "MOF_08",
    .text = "A lazily mapped page that is not resident yet is refused with EACCES.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Errors; the name from 6.4",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .accepts = {EACCES},
    .accepts_obs64 = {EACCES, EOVERFLOW},  // MOF_30
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_09{
    .id = "MOF_09",
    .text = "Memory that is not locked is refused with EAGAIN.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Description and Errors",
    .evidence = "A+I",
    .judged_in = where_lookups_need_a_lock,
    .accepts = {EAGAIN},
    .needs = api_offset32 | api_offsets | api_lock,
    .core = true,
    .not_for = where_lookups_need_none,
};
inline constexpr Requirement MOF_10{
    .id = "MOF_10",
    .text = "When memory is not locked, the results may have been stored or not; the caller may rely on neither.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Errors",
    .evidence = "A",
    .judged_in = where_lookups_need_a_lock,
    .needs = api_offset32,
    .untestable = "the document allows both outcomes, so none can break it",
};
inline constexpr Requirement MOF_11{
    .id = "MOF_11",
    .text = "Once mlock() has locked the page, the call succeeds.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Description",
    .evidence = "A",
    .judged_in = where_lookups_need_a_lock,
    .needs = api_offset32 | api_offsets | api_lock,
    .core = true,
};
inline constexpr Requirement MOF_12{
    .id = "MOF_12",
    .text =
        "After munlock() the call fails with EAGAIN again; locks do not stack, so one munlock() undoes several "
        "mlock().",
    .source = "QNX System Architecture 7.0, Locking memory",
    .evidence = "A+I",
    .judged_in = where_lookups_need_a_lock,
    .accepts = {EAGAIN},
    .needs = api_offset32 | api_offsets | api_lock,
    .not_for = where_lookups_need_none,
};
inline constexpr Requirement MOF_13{
    .id = "MOF_13",
    .text = "mlockall() counts as locking: for present mappings with MCL_CURRENT, for later ones with MCL_FUTURE.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Description",
    .evidence = "A",
    .judged_in = where_lookups_need_a_lock,
    .needs = api_offset32 | api_offsets | api_lock_all,
};
inline constexpr Requirement MOF_14{
    .id = "MOF_14",
    .text = "Memory that is locked implicitly counts as locked, such as that of a process with I/O privilege.",
    .source = "QNX System Architecture 7.1, Locking memory",
    .evidence = "A",
    .judged_in = only({Profile::qnx_7_1, Profile::qnx_7_1b}),
    .needs = api_offset32 | api_offsets,
};
inline constexpr Requirement MOF_15{
    .id = "MOF_15",
    .text = "A child does not inherit its parent's locks: after fork() the call fails with EAGAIN in the child.",
    .source = "QNX System Architecture 7.0, Locking memory",
    .evidence = "A+I",
    .judged_in = where_lookups_need_a_lock,
    .accepts = {EAGAIN},
    .needs = api_offset32 | api_offsets | api_lock,
    .not_for = where_lookups_need_none,
};
inline constexpr Requirement MOF_16{
    .id = "MOF_16",
    .text =
        "Where no lock is demanded, before 7.0 and in 8.0, whose memory counts as locked while the process lives, a "
        "resident page is found unlocked.",
    .source = "QNX library reference 8.0, mlock(); 6.x, mem_offset(), which knows no locks; observed in 6.4",
    .evidence = "A+C+I",
    .judged_in = where_lookups_need_none,
    .needs = api_offset32 | api_offsets,
    .core = true,
    .not_for = where_lookups_need_a_lock | every_svr5,
};
inline constexpr Requirement MOF_17{
    .id = "MOF_17",
    .text = "A descriptor other than NOFD is refused with EBADF.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Errors; 6.4 was seen to answer ENODEV or EINVAL",
    .evidence = "A+C",
    .judged_in = from_qnx_6_6 | in_obs64,
    .accepts = {EBADF},
    .accepts_obs64 = {EBADF, ENODEV, EINVAL},
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_18{
    .id = "MOF_18",
    .text = "The descriptor is the one with which typed memory was mapped.",
    .source = "QNX library reference 6.4.1, mem_offset()",
    .evidence = "A+C",
    .judged_in = nowhere,
    .needs = api_offset32,
    .untestable = "up to 6.5 the documents say so, but no known release ever took such a descriptor",
};
inline constexpr Requirement MOF_19{
    .id = "MOF_19",
    .text = "A physical address above the largest off_t is refused with EOVERFLOW; with 32 bits that is from 2 GiB on.",
    .source =
        "QNX library reference 7.1 (April 2023), mem_offset(), Errors; the limit INT_MAX from the PlayBook reference",
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = {EOVERFLOW},
    .needs = api_offset32 | api_offsets,
    .core = true,
    .narrow_off_t = true,
};
inline constexpr Requirement MOF_20{
    .id = "MOF_20",
    .text = "Where mem_offset() fails with EOVERFLOW, mem_offset64() succeeds for the same address.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Errors",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_offset32 | api_offset64 | api_offsets,
    .core = true,
    .narrow_off_t = true,
};
inline constexpr Requirement MOF_21{
    .id = "MOF_21",
    .text = "When the call fails with EOVERFLOW it has not stored the offset, but it has stored the contiguous length.",
    .source = "observed in 6.4",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_22{
    .id = "MOF_22",
    .text = "Without a pointer for the offset no address is too large: the call succeeds.",
    .source = "observed in 6.4",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_23{
    .id = "MOF_23",
    .text = "Where off_t has 64 bits no address is too large for it, and both forms answer the same.",
    .source = "inferred from the type; field report on 8.0 for x86_64",
    .evidence = "I",
    .judged_in = nowhere,
    .needs = api_offset32 | api_offset64 | api_offsets,
};
inline constexpr Requirement MOF_24{
    .id = "MOF_24",
    .text =
        "The call makes private and anonymous pages the process's own: the frame it names stays when the page is "
        "written.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Description",
    .evidence = "A+C",
    .judged_in = only({Profile::qnx_6_5, Profile::qnx_6_6}) | where_lookups_need_a_lock | in_obs64,
    .needs = api_offset32 | api_offsets,
};
inline constexpr Requirement MOF_25{
    .id = "MOF_25",
    .text = "Pages that the call populates hold their right content: zeros, or a copy of what they were mapped from.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Description",
    .evidence = "A",
    .judged_in = only({Profile::qnx_6_5, Profile::qnx_6_6}) | where_lookups_need_a_lock,
    .needs = api_offset32 | api_offsets,
};
inline constexpr Requirement MOF_26{
    .id = "MOF_26",
    .text =
        "A length beyond the end of the mapping is no error: the contiguous length ends with the physical run, and "
        "with "
        "what is mapped now.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), contig_len; observed in 6.4",
    .evidence = "A+C",
    .judged_in = every_qnx,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_27{
    .id = "MOF_27",
    .text = "A length of 0 succeeds with a contiguous length of 0.",
    .source = "observed in 6.4",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_offset32 | api_offsets,
    .core = true,
};
inline constexpr Requirement MOF_28{
    .id = "MOF_28",
    .text =
        "In a device mapping the offset is the physical address that was mapped there, and the run reaches its end.",
    .source = "observed in 6.4; whether 7.x takes such a mapping for locked is not documented",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_offset32 | api_offsets | api_map,
};
inline constexpr Requirement MOF_29{
    .id = "MOF_29",
    .text = "A page that has a frame is found although its protection is PROT_NONE.",
    .source = "observed in 6.4",
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_offset32 | api_offsets | api_mprotect,
};
inline constexpr Requirement MOF_30{
    .id = "MOF_30",
    .text = "A lookup that finds nothing may be reported as EOVERFLOW in place of EACCES.",
    .source = "observed in 6.4, a defect",
    .evidence = "C",
    .judged_in = nowhere,
    .needs = api_offset32,
    .untestable = "a tolerance, not a demand: MOF_07 and MOF_08 accept both names in obs64",
};
inline constexpr Requirement MOF_31{
    .id = "MOF_31",
    .text = "A result pointer that cannot be written kills the caller with SIGSEGV; there is no EFAULT.",
    .source = "inferred from 6.4, where the library stores the results",
    .evidence = "I",
    .judged_in = in_obs64,
    .needs = api_offset32 | api_offsets,
};
inline constexpr Requirement MOF_32{
    .id = "MOF_32",
    .text = "The call may be interrupted (EINTR) and repeated.",
    .source = "seen in a public driver",
    .evidence = "I",
    .judged_in = nowhere,
    .needs = api_offset32,
    .untestable = "nothing demands that EINTR appears, and nothing that it does not",
};
inline constexpr Requirement MOF_33{
    .id = "MOF_33",
    .text =
        "A result stays true while the page stays locked; an unlocked page may move, and is then found where it is.",
    .source =
        "QNX library reference 7.1 (April 2023), mem_offset(), Description; System Architecture, unmovable memory",
    .evidence = "A",
    .judged_in = from_qnx_6_6,
    .needs = api_offset32 | api_offsets | api_lock,
};
inline constexpr Requirement MOF_34{
    .id = "MOF_34",
    .text =
        "The call may be made from several threads at once and from a signal handler, and is no cancellation point.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Classification",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_offset32 | api_offsets,
};

inline constexpr Requirement MOF_35{
    .id = "MOF_35",
    .text =
        "Where the start of a range is locked and its tail is not, the call fails with EAGAIN, or what it stores is "
        "true.",
    .source = "inferred from QNX library reference 7.1 (April 2023), mem_offset(), which speaks of locked memory only",
    .evidence = "I",
    .judged_in = nowhere,
    .accepts = {EAGAIN},
    .needs = api_offset32 | api_offsets | api_lock,
    .not_for = where_lookups_need_none,
};

}  // namespace rows
}  // namespace mapproof
