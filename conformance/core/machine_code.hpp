// One instruction that returns to its caller, to be executed from memory that a check has mapped.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mapproof {

/// Stores the instruction; false on a processor whose instructions this suite does not know.
bool store_return_instruction(void* place);

/// Calls what lies there.
void execute(void* place);

}  // namespace mapproof
