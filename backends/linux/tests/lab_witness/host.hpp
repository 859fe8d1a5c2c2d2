// Asks the machine that emulates this one, through the lab's share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mapproof::lab {

/// The lines of the host's answer after "done". Throws std::runtime_error with its refusal.
std::vector<std::string> ask_host(const std::string& request);

/// Eight bytes of physical memory at each address, as the emulator's monitor sees them.
std::vector<std::uint64_t> words_seen_by_host(const std::vector<std::uint64_t>& addresses);

}  // namespace mapproof::lab
