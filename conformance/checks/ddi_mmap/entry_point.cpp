// Which entry point a framework calls, and in which context.
// SPDX-License-Identifier: Apache-2.0
#include <future>
#include <thread>

#include "attached_driver.hpp"
#include "requirements/ddi_driver.hpp"

namespace mapproof {
namespace {

using ddi::ProbeCall;
using Entry = ddi::ProbeCall::Entry;

CHECK_REQUIREMENT(DDI_32, NewEntryPointIsCalledAndNotTheOldOne) {
  const DriverProbe probe(session(), {.has_both_forms = true});
  AttachedDriver device(session(), probe);

  ASSERT_THAT(device.map(device.open(), 0, page()), succeeds());

  const auto asked = probe.calls(Entry::mmap);
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_FALSE(asked[0].before_8);
}

CHECK_REQUIREMENT(DDI_33, OldEntryPointIsCalledAndNotTheNewOne) {
  const DriverProbe probe(session(), {.has_both_forms = true});
  AttachedDriver device(session(), probe);

  ASSERT_THAT(device.map(device.open(), 0, page()), succeeds());

  const auto asked = probe.calls(Entry::mmap);
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_TRUE(asked[0].before_8);
}

// Recorded as the size_t of the same bits, whether the entry point takes them as signed or not.
CHECK_REQUIREMENT(DDI_34, OffsetWithTheTopBitSetReachesTheDriverWhole) {
  const DriverProbe probe(session(), {.length = page()});
  AttachedDriver device(session(), probe);
  const std::uint64_t top = ~std::uint64_t{page() - 1};

  (void)device.map(device.open(), top, page());

  EXPECT_THAT(probe.asked_offsets(), testing::ElementsAre(top));
}

CHECK_REQUIREMENT(DDI_35, EntryPointRunsInTheThreadThatMaps) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  std::thread::id mapper;

  std::thread([&] {
    mapper = std::this_thread::get_id();
    (void)device.map(fd, 0, page());
  }).join();

  const auto asked = probe.calls(Entry::mmap);
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].thread, mapper);
}

// If the framework let only one driver run at a time, the first call would wait for ever: the deadline is the verdict.
CHECK_REQUIREMENT(DDI_35, EntryPointMayBlockUntilAnotherDeviceHasBeenMapped) {
  std::promise<void> first_is_inside;
  std::promise<void> other_is_mapped;
  const auto wait_inside = [&](const ProbeCall&) {
    first_is_inside.set_value();
    other_is_mapped.get_future().wait();
  };
  const DriverProbe waiting(session(), {.inside = wait_inside});
  const DriverProbe other(session());
  AttachedDriver first(session(), waiting);
  AttachedDriver second(session(), other);
  const int first_fd = first.open();
  const int second_fd = second.open();

  auto blocked = std::async(std::launch::async, [&] { return first.map(first_fd, 0, page()); });
  first_is_inside.get_future().wait();
  const auto address = second.map(second_fd, 0, page());
  other_is_mapped.set_value();

  EXPECT_THAT(address, succeeds());
  EXPECT_THAT(blocked.get(), succeeds());
}

CHECK_REQUIREMENT(DDI_35, EntryPointCanCopyToTheUser) {
  int user_memory = 0;
  const DriverProbe probe(session(), {.inside = [&](const ProbeCall&) { user_memory = 35; }});
  AttachedDriver device(session(), probe);

  ASSERT_THAT(device.map(device.open(), 0, page()), succeeds());

  EXPECT_EQ(user_memory, 35);
}

}  // namespace
}  // namespace mapproof
