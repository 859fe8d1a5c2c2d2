// The instances of a driver: what makes them, what they are known by, and what happens when their resources change.
// SPDX-License-Identifier: Apache-2.0
#include "attached_driver.hpp"
#include "requirements/ddi_device.hpp"

namespace mapproof {
namespace {

using ddi::ProbeCall;
using Entry = ddi::ProbeCall::Entry;

CHECK_REQUIREMENT(DDI_18, EachEntryPointGetsTheInstanceThatWasMade) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const address = given(device.map(fd, 0, page()));
  device.unmap(address, page());
  device.close(fd);

  const auto calls = probe.calls();

  ASSERT_GE(calls.size(), 4u) << "config_add, open, mmap, close";
  for (const ProbeCall& call : calls) EXPECT_EQ(call.instance, calls[0].instance);
}

CHECK_REQUIREMENT(DDI_18, InstancesOfOneDriverAreKeptApart) {
  const DriverProbe probe(session());
  AttachedDriver first(session(), probe);
  AttachedDriver second(session(), probe);

  ASSERT_THAT(second.map(second.open(), 0, page()), succeeds());
  ASSERT_THAT(first.map(first.open(), 0, page()), succeeds());

  const auto made = probe.calls(Entry::config_add);
  const auto asked = probe.calls(Entry::mmap);
  ASSERT_EQ(made.size(), 2u);
  ASSERT_GE(asked.size(), 2u);
  EXPECT_NE(made[0].instance, made[1].instance);
  EXPECT_EQ(asked.front().instance, made[1].instance);
  EXPECT_EQ(asked.back().instance, made[0].instance);
}

CHECK_REQUIREMENT(DDI_18, InstanceIsTheSameWhenItIsRemoved) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  ASSERT_THAT(device.detach(), succeeds());

  const auto calls = probe.calls();
  ASSERT_EQ(calls.size(), 2u) << "config_add, config_remove";
  EXPECT_EQ(calls[1].instance, calls[0].instance);
}

// Its pages can come from kernel memory only, because no resource key was given to it.
CHECK_REQUIREMENT(DDI_19, SoftwareOnlyDriverIsAskedAndItsPagesAreMapped) {
  if (!session().has(&mapproof_backend::kernel_memory)) throw Untested{"this framework gives no kernel memory."};
  void* kernel = nullptr;
  if (session().table().kernel_memory(session().handle(), page(), &kernel).error != 0)
    throw Unresolved{"the framework has no kernel memory"};
  mapproof_page_id_request request{};
  request.source = MAPPROOF_KVTOPPID;
  request.address = kernel;
  const auto name_page = [&](const ProbeCall&) { return session().table().page_id(session().handle(), &request); };
  const DriverProbe probe(session(), {.has_instances = false, .answer = name_page});
  const mapproof_status_outcome attached = session().table().driver_attach(session().handle(), &probe.driver());
  ASSERT_NE(attached.value, -1) << describe(attached);
  session().table().driver_detach(session().handle(), attached.value);
  AttachedDriver device(session(), probe);
  set_word(kernel, 0xCA4A'0D19);

  const auto address = device.map(device.open(), 0, page());
  ASSERT_THAT(address, succeeds());

  EXPECT_EQ(word(*address), 0xCA4A'0D19u);
}

CHECK_REQUIREMENT(DDI_59, InstanceThatWasNotAddedIsNotHeardOfAgain) {
  const DriverProbe probe(session(), {.add_error = ENXIO});

  const mapproof_status_outcome attached = session().table().driver_attach(session().handle(), &probe.driver());
  EXPECT_EQ(attached.value, -1) << describe(attached);

  const auto calls = probe.calls();
  ASSERT_EQ(calls.size(), 1u) << "config_add";
  EXPECT_EQ(calls[0].entry, Entry::config_add);
}

CHECK_REQUIREMENT(DDI_59, InstancesThatWereNotAddedTakeUpNothing) {
  constexpr int many = 100;
  const DriverProbe refusing(session(), {.add_error = ENXIO});
  const DriverProbe probe(session());

  for (int i = 0; i < many; ++i) session().table().driver_attach(session().handle(), &refusing.driver());
  const mapproof_status_outcome attached = session().table().driver_attach(session().handle(), &probe.driver());

  EXPECT_NE(attached.value, -1) << "after " << many << " that were refused: " << describe(attached);
}

// The key before and after a change of the device's resources.
struct Keys {
  std::uint64_t old_key;
  std::uint64_t new_key;
};

Keys change_resources(const Session& session, const ddi::ProbeDriver& probe, const AttachedDriver& device) {
  if (!session.has(&mapproof_backend::driver_modify)) throw Untested{"this framework cannot change resources."};
  const std::uint64_t old_key = probe.key();
  const mapproof_arrange_outcome outcome = session.table().driver_modify(session.handle(), device.device());
  if (outcome.error != 0) throw Unresolved{"the resources were not changed: " + errno_name(outcome.error)};
  return {old_key, probe.key()};
}

CHECK_REQUIREMENT(DDI_37, DriverIsGivenANewKeyForItsInstance) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);

  const Keys keys = change_resources(session(), probe, device);

  const auto modified = probe.calls(Entry::config_modify);
  ASSERT_EQ(modified.size(), 1u);
  EXPECT_EQ(modified[0].instance, probe.calls(Entry::config_add).at(0).instance);
  EXPECT_NE(keys.new_key, keys.old_key);
}

CHECK_REQUIREMENT(DDI_37, StaleKeyNamesNoPage) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const auto name_page = [&](std::uint64_t key) {
    mapproof_page_id_request request{};
    request.source = MAPPROOF_DEVMEM_PPID;
    request.key = key;
    return session().table().page_id(session().handle(), &request);
  };
  ASSERT_NE(name_page(probe.key()), MAPPROOF_NOPAGE) << "the key before the change";

  const Keys keys = change_resources(session(), probe, device);

  EXPECT_EQ(name_page(keys.old_key), MAPPROOF_NOPAGE);
  EXPECT_NE(name_page(keys.new_key), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_37, DeviceCanBeMappedAfterTheChange) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  change_resources(session(), probe, device);

  EXPECT_THAT(device.map(fd, 0, page()), succeeds());
}

}  // namespace
}  // namespace mapproof
