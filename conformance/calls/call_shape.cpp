// The table of calls.
// SPDX-License-Identifier: Apache-2.0
#include "call_shape.hpp"

#include <iterator>

#include "parameters.hpp"

namespace mapproof {
namespace {

using Result = CallShape::Result;
using Role = CallShape::Role;
using Output = CallShape::Output;

constexpr CallShape shapes[] = {
    {.id = CallId::none, .name = "a call that is not recorded"},
#define MAPPROOF_CALL(call, ...) \
  {.id = CallId::call, .name = #call, .member = offsetof(mapproof_backend, call), __VA_ARGS__},
#include "calls.def"
#define MAPPROOF_ACTION(identity, text, ...) {.id = CallId::identity, .name = text, __VA_ARGS__},
#include "calls.def"
#define MAPPROOF_ENTRY(point, answer) \
  {.id = CallId::check_entry_##point, \
   .name = "the driver's " #point,    \
   .parameters = entry_parameters,    \
   .result = answer,                  \
   .role = Role::callback},
#include "calls.def"
#define MAPPROOF_ENTRY(point, answer)        \
  {.id = CallId::subject_entry_##point,      \
   .name = "the subject's driver's " #point, \
   .parameters = entry_parameters,           \
   .result = answer,                         \
   .role = Role::own_driver},
#include "calls.def"
};

constexpr bool stand_in_order() {
  for (std::size_t i = 0; i < std::size(shapes); ++i) {
    if (static_cast<std::size_t>(shapes[i].id) != i) return false;
  }
  return std::size(shapes) == static_cast<std::size_t>(CallId::count);
}
static_assert(stand_in_order());

}  // namespace

const CallShape& shape_of(CallId id) { return shapes[id < CallId::count ? static_cast<std::size_t>(id) : 0]; }

AllCalls all_calls() { return {std::begin(shapes), std::end(shapes)}; }

}  // namespace mapproof
