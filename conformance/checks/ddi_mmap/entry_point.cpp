// Which entry point a framework calls, and in which context.
// SPDX-License-Identifier: Apache-2.0
#include <future>
#include <mutex>
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
  ASSERT_FALSE(asked.empty());
  for (const ProbeCall& call : asked) EXPECT_FALSE(call.before_8);
}

CHECK_REQUIREMENT(DDI_33, OldEntryPointIsCalledAndNotTheNewOne) {
  const DriverProbe probe(session(), {.has_both_forms = true});
  AttachedDriver device(session(), probe);

  ASSERT_THAT(device.map(device.open(), 0, page()), succeeds());

  const auto asked = probe.calls(Entry::mmap);
  ASSERT_FALSE(asked.empty());
  for (const ProbeCall& call : asked) EXPECT_TRUE(call.before_8);
}

// A framework may have given older versions up: it then refuses to attach their drivers.
CHECK_REQUIREMENT(DDI_50, DriverOfEachVersionIsAskedByItsOwnForm) {
  const std::uint32_t own_version = DriverProbe(session()).driver().ddi_version;
  for (const std::uint32_t version : {10u, 20u, 30u, 40u, 50u, 60u, 70u, 71u, 80u}) {
    if (version > own_version) break;
    const ddi::ProbeDriver probe(session().table(), session().handle(),
                                 {.ddi_version = version, .has_both_forms = true});
    const mapproof_status_outcome attached = session().table().driver_attach(session().handle(), &probe.driver());
    if (attached.value == -1 && version != own_version) continue;
    ASSERT_NE(attached.value, -1) << describe(attached);
    session().table().driver_detach(session().handle(), attached.value);
    AttachedDriver device(session(), probe);

    EXPECT_THAT(device.map(device.open(), 0, page()), succeeds()) << "DDI " << version / 10 << '.' << version % 10;

    const auto asked = probe.calls(Entry::mmap);
    EXPECT_FALSE(asked.empty()) << "DDI " << version / 10 << '.' << version % 10;
    for (const ProbeCall& call : asked) EXPECT_EQ(call.before_8, version < 80);
  }
}

// Recorded as the size_t of the same bits, whether the entry point takes them as signed or not.
CHECK_REQUIREMENT(DDI_34, OffsetWithTheTopBitSetReachesTheDriverWhole) {
  const DriverProbe probe(session(), {.length = page()});
  AttachedDriver device(session(), probe);
  const std::uint64_t top = ~std::uint64_t{page() - 1};

  (void)device.map(device.open(), top, page());

  EXPECT_THAT(probe.asked_offsets(), testing::AllOf(testing::Not(testing::IsEmpty()), testing::Each(top)));
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
  ASSERT_FALSE(asked.empty());
  for (const ProbeCall& call : asked) EXPECT_EQ(call.thread, mapper);
}

// If the framework let only one driver run at a time, the first call would wait for ever: the deadline is the verdict.
CHECK_REQUIREMENT(DDI_35, EntryPointMayBlockUntilAnotherDeviceHasBeenMapped) {
  std::promise<void> first_is_inside;
  std::promise<void> other_is_mapped;
  std::once_flag waited;
  const auto wait_inside = [&](const ProbeCall&) {
    std::call_once(waited, [&] {
      first_is_inside.set_value();
      other_is_mapped.get_future().wait();
    });
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
