// The rows of mmap_device_io() and munmap_device_io().
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/requirement.hpp"

namespace mapproof::rows {

// Sources.
inline constexpr std::string_view device_io_pages = "QNX library reference 6.6 to 8.0, mmap_device_io()";
inline constexpr std::string_view device_io_errors = "QNX library reference 6.6 to 8.0, mmap_device_io(), Errors";
inline constexpr std::string_view device_io_observed = "observed of the 6.4-era release";
inline constexpr std::string_view unmap_io_641 = "QNX library reference 6.4.1, munmap_device_io()";

// munmap_device_io() as it was described up to 7.1: from 8.0 on the page knows no error where a handle is a port
// number.
inline constexpr ProfileSet up_to_qnx_7_1 =
    only({Profile::qnx_6_5, Profile::qnx_6_6, Profile::qnx_7_0, Profile::qnx_7_1, Profile::qnx_7_1b});

inline constexpr Requirement MDI_01{
    .id = "MDI_01",
    .text =
        "mmap_device_io() answers with a handle through which the io addresses are read and written, or with "
        "MAP_DEVICE_FAILED and an errno.",
    .source = device_io_pages,
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_device_io,
    .optional = true,
};

inline constexpr Requirement MDI_02{
    .id = "MDI_02",
    .text = "A length of 0 is refused with EINVAL.",
    .source = device_io_errors,
    .evidence = "A",
    .judged_in = every_qnx_document,
    .accepts = {EINVAL},
    .needs = api_device_io,
    .optional = true,
};

inline constexpr Requirement MDI_03{
    .id = "MDI_03",
    .text = "A range for which the process has no addresses or the system no memory is refused with ENOMEM.",
    .source = device_io_errors,
    .evidence = "A",
    .judged_in = every_qnx,
    .accepts = {ENOMEM},
    .needs = api_device_io,
    .optional = true,
};

inline constexpr Requirement MDI_04{
    .id = "MDI_04",
    .text = "A range of io addresses that is not valid is refused with ENXIO.",
    .source = device_io_errors,
    .evidence = "A",
    .judged_in = every_qnx_document,
    .accepts = {ENXIO},
    .needs = api_device_io,
    .optional = true,
};

inline constexpr Requirement MDI_05{
    .id = "MDI_05",
    .text = "A caller without the ability to map physical memory is refused with EPERM.",
    .source = device_io_errors,
    .evidence = "A",
    .judged_in = from_qnx_6_6,
    .accepts = {EPERM},
    .needs = api_device_io,
    .optional = true,
};

inline constexpr Requirement MDI_06{
    .id = "MDI_06",
    .text = "Where handles are port numbers nothing is checked: the answer is the io address as it was given.",
    .source = device_io_observed,
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_device_io,
    .optional = true,
    .not_for = every_qnx_document | every_svr5,
};

inline constexpr Requirement MDI_07{
    .id = "MDI_07",
    .text =
        "Where handles are addresses the io range is mapped as a device would be: uncached, shared, to be read and "
        "written.",
    .source = device_io_observed,
    .evidence = "C",
    .judged_in = in_obs64,
    .needs = api_device_io,
    .optional = true,
};

inline constexpr Requirement MDI_08{
    .id = "MDI_08",
    .text =
        "Using a handle that is a port number needs the I/O privilege of the thread; without it the access is a fault.",
    .source = "QNX library reference 6.6 and 8.0, mmap_device_io()",
    .evidence = "A",
    .judged_in = from_qnx_6_6,
    .needs = api_device_io | api_thread_control,
    .optional = true,
};

inline constexpr Requirement MDI_09{
    .id = "MDI_09",
    .text = "The documents of 8.0 advise to use mmap() instead.",
    .source = "QNX library reference 8.0, mmap_device_io()",
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .optional = true,
    .untestable = "It is advice to programmers: the call itself behaves no differently.",
};

inline constexpr Requirement MUI_01{
    .id = "MUI_01",
    .text = "munmap_device_io() answers -1 with an errno on error and anything else on success.",
    .source = unmap_io_641,
    .evidence = "A",
    .judged_in = every_qnx,
    .needs = api_device_io,
    .optional = true,
};

inline constexpr Requirement MUI_02{
    .id = "MUI_02",
    .text = "A range outside of what a process may use is refused with EINVAL.",
    .source = unmap_io_641,
    .evidence = "A",
    .judged_in = up_to_qnx_7_1,
    .accepts = {EINVAL},
    .needs = api_device_io,
    .optional = true,
};

inline constexpr Requirement MUI_03{
    .id = "MUI_03",
    .text = "A range of io addresses that is not valid is refused with ENXIO.",
    .source = unmap_io_641,
    .evidence = "A",
    .judged_in = up_to_qnx_7_1,
    .accepts = {ENXIO},
    .needs = api_device_io,
    .optional = true,
};

inline constexpr Requirement MUI_04{
    .id = "MUI_04",
    .text = "ENOSYS says that the function is not supported.",
    .source = unmap_io_641,
    .evidence = "A",
    .judged_in = nowhere,
    .needs = api_none,
    .optional = true,
    .untestable =
        "It needs a system on which the call does not exist, and then every row of this group is reported as "
        "unsupported.",
};

inline constexpr Requirement MUI_05{
    .id = "MUI_05",
    .text = "Where handles are port numbers the call does nothing and answers 0, whatever its arguments are.",
    .source = "QNX library reference 8.0, munmap_device_io(); observed of the 6.4-era release",
    .evidence = "A C",
    .judged_in = only({Profile::qnx_8_0}) | in_obs64,
    .needs = api_device_io,
    .optional = true,
    .not_for = up_to_qnx_7_1 | every_svr5,
};

inline constexpr Requirement MUI_06{
    .id = "MUI_06",
    .text = "Where handles are addresses the errors are those of munmap_flags().",
    .source = "QNX library reference 8.0, munmap_device_io()",
    .evidence = "A",
    .judged_in = only({Profile::qnx_8_0}),
    .accepts = {EINVAL},
    .needs = api_device_io,
    .optional = true,
};

}  // namespace mapproof::rows
