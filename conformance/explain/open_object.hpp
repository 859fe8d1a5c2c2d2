// Which descriptors the calls of a log and the check itself opened.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "origin.hpp"
#include "record/call_log.hpp"

namespace mapproof {

/// The last entry before `end` that opened this descriptor; the distance counts those that one entry opened. Nothing if
/// its number has become another one's since.
std::optional<Origin> origin_of_descriptor(const CallLog& log, std::uint64_t descriptor, std::uint32_t end);

/// Every descriptor that an entry before `end` opened, also those that are closed.
std::vector<Origin> opened_descriptors(const CallLog& log, std::uint32_t end);

/// Whether the check opened it, and no call.
bool is_own_object(const CallLog& log, std::uint64_t descriptor, std::uint32_t end);

/// Whether the call maps such an object: its offset is a place in there, and no physical address.
bool is_place_in_own_object(const CallLog& log, std::uint32_t call);

/// "descriptor 2 of (call 5)", and the variable of a reproducer that holds it.
std::string descriptor_in_words(const CallLog& log, const Origin& origin);
std::string descriptor_in_c(const CallLog& log, const Origin& origin);

}  // namespace mapproof
