// A list through the checks' own static objects: it needs no memory, and no order of initialisation.
// SPDX-License-Identifier: Apache-2.0
#include "check_registry.hpp"

#include <algorithm>
#include <string>

namespace mapproof {
namespace {

const RegisteredCheck* last = nullptr;

}  // namespace

void register_check(RegisteredCheck& check) {
  check.next = last;
  last = &check;
}

std::vector<const RegisteredCheck*> registered_checks() {
  std::vector<const RegisteredCheck*> all;
  for (const RegisteredCheck* check = last; check != nullptr; check = check->next) all.push_back(check);
  std::reverse(all.begin(), all.end());
  return all;
}

const RegisteredCheck* find_check(std::string_view full_name) {
  for (const RegisteredCheck* check = last; check != nullptr; check = check->next) {
    if (full_name == std::string(check->row.id) + "." + check->title) return check;
  }
  return nullptr;
}

}  // namespace mapproof
