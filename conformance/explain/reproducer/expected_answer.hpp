// What an answer has to be so that it is the one that a check saw, as a condition in C.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "record/call_log.hpp"

namespace mapproof {

/// The conditions under which the call with this number, made again, answers as it did: whether it is granted, its
/// errno, what it stored, and how addresses lie to each other. Where memory lies by itself differs from program to
/// program and is none. Empty for a call that did not come back.
std::vector<std::string> expected_answer(const CallLog& log, std::uint32_t place);
/// The same of a call that asks for the subject's own driver, or that driver itself.
std::vector<std::string> expected_own_driver(const CallLog& log, std::uint32_t place);

}  // namespace mapproof
