// The checks that are linked into this program. GoogleTest is told of the one that is to run: each process then begins
// with little memory of its own, which is what a fork and a page fault cost by.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "requirement.hpp"

namespace mapproof {

class Check;

struct RegisteredCheck {
  const Requirement& row;
  const char* title;
  const char* file;
  int line;
  const Requirement& claim;  ///< the row whose sentence the check is about
  Check* (*make)();
  const RegisteredCheck* next = nullptr;  ///< the one that registered before it
};

/// Links it in; it must live as long as the program.
void register_check(RegisteredCheck& check);

/// All of them, in the order in which the linker left them.
std::vector<const RegisteredCheck*> registered_checks();

/// "ROW.Title", or NULL.
const RegisteredCheck* find_check(std::string_view full_name);

}  // namespace mapproof
