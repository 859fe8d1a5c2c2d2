// The files and other open objects that a check makes for itself, beside its calls.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mapproof {

/// Notes a new file of zeros without a name, and its three descriptors.
void record_file(std::uint64_t length, int read_write, int read_only, int write_only);
void record_pipe(int reader, int writer);
void record_sockets(int first, int second);
/// Notes a second descriptor of the same open file; `onto` is the number that it had to get, or -1 for any.
void record_copy(int of, int onto, int copy);
void record_closing(int fd);

/// Notes an access to one word of a file that does not go through memory, and what was loaded.
void record_file_store(int fd, std::uint64_t offset, std::uint32_t value);
void record_file_load(int fd, std::uint64_t offset, std::uint32_t value);

}  // namespace mapproof
