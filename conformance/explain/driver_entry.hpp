// The calls that a framework makes of a driver of the check, and a check of the subject's own, in the log.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calls/requests.hpp"
#include "record/call_values.hpp"

namespace mapproof {

/// The names of the entry points, in the order of DriverEntry.
extern const std::array<const char*, driver_entry_count> entry_points;

bool is_entry(const RecordedCall& call);
/// Whether the check asks for the subject's own driver, or that driver itself.
bool asks_own_driver(const RecordedCall& call);
/// Whether its answer is a page.
bool names_page(const RecordedCall& call);
/// Whether either side's driver made an instance in it; one that keeps none leaves NULL there.
bool made_instance(const RecordedCall& call);
EntryRequest request_of(const RecordedCall& entry);

/// The innermost entry point inside which this call was made.
std::optional<std::uint32_t> entry_around(const CallLog& log, std::uint32_t place);

/// Whether the entry point was called in another thread than the call that led to it.
bool runs_elsewhere(const CallLog& log, std::uint32_t place);

/// All calls of entry points before `end`.
std::vector<std::uint32_t> entries_before(const CallLog& log, std::uint32_t end);

/// Whether the check's driver was given this key in it.
bool gave_key(const RecordedCall& call, std::uint64_t key);
/// The last one before `end` that stored this instance.
std::optional<std::uint32_t> origin_of_instance(const CallLog& log, std::uint64_t instance, std::uint32_t end);
/// The last lookup before `end`, or call of the subject's own driver, that answered with this page.
std::optional<std::uint32_t> origin_of_page(const CallLog& log, std::uint64_t page, std::uint32_t end);

/// What a program's driver has to be asked so that it is what the check's was, as conditions in C; `came` tells it.
std::vector<std::string> expected_entry(const CallLog& log, std::uint32_t place);

}  // namespace mapproof
