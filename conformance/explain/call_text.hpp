// Calls and mappings in words that are the same in every run: addresses are told by the call that gave them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>
#include <string>
#include <vector>

#include "record/call_log.hpp"

namespace mapproof {

/// "mmap_device_memory(address NULL, length 0x1000, physical 0xd0000000, protection 0x1): granted". Calls are counted
/// from 1.
std::string call_in_words(const CallLog& log, std::uint32_t call);

/// The last calls before `end`, one in a line.
std::string calls_in_words(const CallLog& log, std::uint32_t end);

/// What the calls before `end` mapped and did not unmap as a whole, one in a line.
std::string mapped_by_calls(const CallLog& log, std::uint32_t end);
/// The device mappings that a witness lists, one in a line.
std::string mapped_by_witness(const CallLog& log, const std::vector<mapproof_mapping>& mappings);

}  // namespace mapproof
