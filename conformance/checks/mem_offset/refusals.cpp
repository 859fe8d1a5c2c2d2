// Checks: which lookups mem_offset() refuses whatever the locks, and with which errno.
// SPDX-License-Identifier: Apache-2.0
#include "core/touch.hpp"
#include "lookup.hpp"

namespace mapproof {

CHECK_BOTH_FORMS(MOF_07, UnmappedAddressFailsWithEacces) {
  void* const unmapped = unmapped_address();
  void* const memory = locked_memory(page());

  expect_refused([&] { return look_up(unmapped, page()); }, [&] { return look_up_anywhere(memory, page()); });
}

CHECK_BOTH_FORMS(MOF_07, NullFailsWithEacces) {
  void* const memory = locked_memory(page());

  expect_refused([&] { return look_up(nullptr, page()); }, [&] { return look_up_anywhere(memory, page()); });
}

CHECK_BOTH_FORMS(MOF_07, AddressThatWasFoundBeforeItWasUnmappedFailsWithEacces) {
  void* const memory = locked_memory(page());
  void* const unmapped = unmapped_address([&](void* mapped) {
    touch(mapped);
    lock(mapped, page());
    if (!look_up_anywhere(mapped, page())) throw Unresolved{"the address was not found while it was mapped"};
  });

  expect_refused([&] { return look_up(unmapped, page()); }, [&] { return look_up_anywhere(memory, page()); });
}

CHECK_BOTH_FORMS(MOF_08, UntouchedLazyPageFailsWithEacces) {
  void* const lazy = memory(MAPPROOF_MEMORY_LAZY, page());
  lock_where_demanded(lazy, page());

  expect_refused([&] { return look_up(lazy, page()); },
                 [&] {
                   touch(lazy);
                   return look_up_anywhere(lazy, page());
                 });
}

CHECK_BOTH_FORMS(MOF_17, StandardInputFailsWithEbadf) {
  void* const memory = locked_memory(page());

  expect_refused([&] { return look_up_with(0, memory, page()); }, [&] { return look_up_anywhere(memory, page()); });
}

CHECK_BOTH_FORMS(MOF_17, UnopenedDescriptorFailsWithEbadf) {
  void* const memory = locked_memory(page());

  expect_refused([&] { return look_up_with(999, memory, page()); }, [&] { return look_up_anywhere(memory, page()); });
}

CHECK_BOTH_FORMS(MOF_17, OtherNegativeDescriptorFailsWithEbadf) {
  void* const memory = locked_memory(page());

  expect_refused([&] { return look_up_with(MAPPROOF_NOFD - 1, memory, page()); },
                 [&] { return look_up_anywhere(memory, page()); });
}

}  // namespace mapproof
