// How one line of the ABI tests pins a size or an offset.
// SPDX-License-Identifier: Apache-2.0
//
// A red test means that plugins which are already compiled would read the wrong bytes. What to do:
//   - A member was inserted, removed, reordered or resized: undo it. Put new members at the end of their struct, before
//   a
//     release only, and only in structs that carry struct_size.
//   - A member was added at the end: add its line and correct the SIZE line of its struct. Nothing else may change.
//   - The break is meant: raise MAPPROOF_ABI, say so in CHANGELOG.md, and write the new numbers.
// The numbers are those of systems with 64-bit pointers.
#pragma once

#include <gtest/gtest.h>
#include <mapproof/backend.h>

#include <cstddef>

namespace mapproof {

struct Pin {
  const char* what;
  std::size_t is;
  std::size_t was;
};

#define SIZE(type, number) \
  Pin { "sizeof " #type, sizeof(type), number }
#define MEMBER(type, member, number) \
  Pin { #type "." #member, offsetof(type, member), number }

template <std::size_t count>
void expect_unmoved(const Pin (&pins)[count]) {
  for (const Pin& pin : pins) EXPECT_EQ(pin.is, pin.was) << pin.what;
}

}  // namespace mapproof
