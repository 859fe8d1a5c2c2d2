// The names of calls.
// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

namespace mapproof::explore {
namespace {

constexpr std::string_view call_names[static_cast<std::size_t>(Call::count)] = {"mmap_device_memory",
                                                                                "mmap",
                                                                                "munmap_device_memory",
                                                                                "munmap",
                                                                                "munmap_flags",
                                                                                "mprotect",
                                                                                "memory",
                                                                                "mlock",
                                                                                "munlock",
                                                                                "mlockall",
                                                                                "munlockall",
                                                                                "ThreadCtl",
                                                                                "mmap_device_io",
                                                                                "munmap_device_io",
                                                                                "in",
                                                                                "out",
                                                                                "mem_offset",
                                                                                "mem_offset64",
                                                                                "posix_mem_offset",
                                                                                "posix_mem_offset64",
                                                                                "posix_typed_mem_open",
                                                                                "posix_typed_mem_get_info",
                                                                                "mmap_typed",
                                                                                "file_operation",
                                                                                "close",
                                                                                "load",
                                                                                "store",
                                                                                "fork",
                                                                                "frames_move",
                                                                                "start_over"};

}  // namespace

std::string_view name_of(Call call) { return call_names[static_cast<std::size_t>(call)]; }

std::optional<Call> call_named(std::string_view name) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(Call::count); ++i) {
    if (call_names[i] == name) return static_cast<Call>(i);
  }
  return std::nullopt;
}

}  // namespace mapproof::explore
