// The rows of mem_offset64(), the form whose result has 64 bits everywhere.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof::rows {

inline constexpr Requirement MO64_01{
    .id = "MO64_01",
    .text = "What MOF_01 to MOF_17 and MOF_24 to MOF_34 say of mem_offset() holds for mem_offset64() too.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), mem_offset64()",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_offset64 | api_offsets,
    .core = true,
};
inline constexpr Requirement MO64_02{
    .id = "MO64_02",
    .text = "No physical address is too large: the call never fails with EOVERFLOW.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Errors",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_offset64 | api_offsets,
    .core = true,
};
inline constexpr Requirement MO64_03{
    .id = "MO64_03",
    .text = "The offset has all 64 bits of the physical address: nothing is cut off, and no sign is extended.",
    .source = "inferred from the type off64_t",
    .evidence = "I",
    .judged_in = in_obs64,
    .needs = api_offset64 | api_offsets,
    .core = true,
};
inline constexpr Requirement MO64_04{
    .id = "MO64_04",
    .text = "Where mem_offset() succeeds, both forms answer with the same offset and the same contiguous length.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Description",
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_offset32 | api_offset64 | api_offsets,
    .core = true,
};
inline constexpr Requirement MO64_05{
    .id = "MO64_05",
    .text =
        "Both forms look at the descriptor before anything else: a wrong one at a wrong address is a wrong descriptor.",
    .source = "observed in 6.4",
    .evidence = "C",
    .judged_in = in_obs64,
    .accepts = {EBADF},
    .accepts_obs64 = {EBADF, ENODEV, EINVAL},
    .needs = api_offset32 | api_offset64 | api_offsets,
};
inline constexpr Requirement MO64_06{
    .id = "MO64_06",
    .text = "From 6.6 on the name is declared only where _LARGEFILE64_SOURCE is defined as 1.",
    .source = "QNX library reference 7.1 (April 2023), mem_offset(), Description",
    .evidence = "A",
    .judged_in = from_qnx_6_6,
    .untestable = "a fact of the system's headers: it shows when the native backend is compiled, not when it runs",
};
inline constexpr Requirement MO64_07{
    .id = "MO64_07",
    .text = "Some systems with 64-bit pointers do not declare the name at all.",
    .source = "field report on 8.0 for x86_64",
    .evidence = "C",
    .judged_in = nowhere,
    .untestable = "a fact of the system's headers: it shows when the native backend is compiled, not when it runs",
};

}  // namespace mapproof::rows
