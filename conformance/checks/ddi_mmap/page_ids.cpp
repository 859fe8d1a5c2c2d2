// What drivers call to name a page.
// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include "attached_driver.hpp"
#include "requirements/ddi_helpers.hpp"

namespace mapproof {
namespace {

using ddi::ProbeCall;

/// Names pages as a driver would, for a device that lives as long as this.
class PageNames {
 public:
  explicit PageNames(const Session& session) : session_(session), probe_(session), device_(session, probe_) {}

  mapproof_page_id by_key(std::uint64_t key, std::uint32_t chunk, std::size_t offset) const {
    mapproof_page_id_request request{};
    request.source = MAPPROOF_DEVMEM_PPID;
    request.key = key;
    request.chunk = chunk;
    request.offset = offset;
    return ask(request);
  }
  mapproof_page_id by_address(mapproof_page_id_source source, void* address) const {
    mapproof_page_id_request request{};
    request.source = source;
    request.address = address;
    return ask(request);
  }
  mapproof_page_id by_physical(mapproof_page_id_source source, std::uint64_t physical, std::uint32_t space = 0) const {
    mapproof_page_id_request request{};
    request.source = source;
    request.physical = physical;
    request.space = space;
    return ask(request);
  }

  std::uint64_t key() const { return probe_.key(); }

  mapproof_driver_resource memory() const {
    mapproof_driver_resource resource{};
    if (!session_.has(&mapproof_backend::driver_resource))
      throw Untested{"this framework does not tell its resources."};
    if (session_.table().driver_resource(session_.handle(), key(), 0, &resource).error != 0)
      throw Unresolved{"the framework does not know a key that it gave"};
    return resource;
  }

  void* kernel_memory(std::size_t length) const {
    void* address = nullptr;
    if (!session_.has(&mapproof_backend::kernel_memory)) throw Untested{"this framework gives no kernel memory."};
    if (session_.table().kernel_memory(session_.handle(), length, &address).error != 0)
      throw Unresolved{"the framework has no kernel memory"};
    return address;
  }

 private:
  mapproof_page_id ask(const mapproof_page_id_request& request) const {
    return session_.table().page_id(session_.handle(), &request);
  }

  const Session& session_;
  DriverProbe probe_;
  AttachedDriver device_;
};

/// What a user sees of the pages that a driver answers with; the names are those of a PageNames.
class ShownMemory {
 public:
  using Name = std::function<mapproof_page_id(std::size_t)>;

  ShownMemory(const Session& session, const Name& name, std::size_t length)
      : probe_(session, {.answer = [name](const ProbeCall& call) { return name(call.offset); }}),
        device_(session, probe_),
        address_(device_.map({.fd = device_.open(), .length = length, .protection = read_write})) {}

  /// Whether the framework mapped what the driver named.
  const Result<void*>& answer() const { return address_; }
  std::uint32_t word(std::size_t offset) const { return mapproof::word(place(offset)); }
  void set(std::size_t offset, std::uint32_t value) const { set_word(place(offset), value); }

 private:
  void* place(std::size_t offset) const {
    if (!address_) throw Unresolved{"the pages were not mapped: " + name_of(address_.error())};
    return static_cast<std::byte*>(*address_) + offset;
  }

  DriverProbe probe_;
  AttachedDriver device_;
  Result<void*> address_;
};

CHECK_REQUIREMENT(DDI_25, EachOffsetOfTheMemoryHasAPageAndTheEndHasNone) {
  const PageNames names(session());
  const std::size_t length = names.memory().length;

  for (std::size_t offset = 0; offset < length; offset += page()) {
    EXPECT_NE(names.by_key(names.key(), 0, offset), MAPPROOF_NOPAGE) << "offset " << offset;
  }
  EXPECT_NE(names.by_key(names.key(), 0, length - 1), MAPPROOF_NOPAGE) << "the last byte";
  EXPECT_EQ(names.by_key(names.key(), 0, length), MAPPROOF_NOPAGE) << "the end";
  EXPECT_EQ(names.by_key(names.key(), 0, SIZE_MAX), MAPPROOF_NOPAGE) << "far beyond the end";
}

CHECK_REQUIREMENT(DDI_25, KeyOfNoDeviceNamesNoPage) {
  const PageNames names(session());

  EXPECT_NE(names.by_key(names.key(), 0, 0), MAPPROOF_NOPAGE) << "the key that was given";
  EXPECT_EQ(names.by_key(~names.key(), 0, 0), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_25, ChunkThatTheMemoryLacksNamesNoPage) {
  const PageNames names(session());
  const std::uint32_t chunk_count = names.memory().chunk_count;

  EXPECT_NE(names.by_key(names.key(), chunk_count - 1, 0), MAPPROOF_NOPAGE) << "the last chunk";
  EXPECT_EQ(names.by_key(names.key(), chunk_count, 0), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_25, OffsetsOnDifferentPagesNameDifferentMemory) {
  const PageNames names(session());
  const auto name = [&](std::size_t offset) { return names.by_key(names.key(), 0, offset == 0 ? 0 : offset + 1); };
  const ShownMemory memory(session(), name, 2 * page());

  memory.set(0, 0xCA4A'0D25);
  memory.set(page(), 0xCA4A'0125);

  EXPECT_EQ(memory.word(0), 0xCA4A'0D25u);
}

CHECK_REQUIREMENT(DDI_25, MemoryOfTwoDevicesIsApart) {
  const PageNames one(session());
  const PageNames other(session());
  const std::size_t length = one.memory().length;
  const std::size_t last = (length - 1) / page() * page();
  const ShownMemory end(
      session(), [&](std::size_t) { return one.by_key(one.key(), 0, last); }, page());
  const ShownMemory beginning(
      session(), [&](std::size_t) { return other.by_key(other.key(), 0, 0); }, page());
  ASSERT_THAT(end.answer(), succeeds());
  ASSERT_THAT(beginning.answer(), succeeds());

  end.set(0, 0xCA4A'0225);
  beginning.set(0, 0xCA4A'0325);

  EXPECT_EQ(end.word(0), 0xCA4A'0225u) << "the last page of one device, at " << last << " of " << length;
}

CHECK_REQUIREMENT(DDI_26, EachPageOfKernelMemoryHasItsName) {
  const PageNames names(session());
  auto* const kernel = static_cast<std::byte*>(names.kernel_memory(3 * page()));
  const ShownMemory memory(
      session(), [&](std::size_t offset) { return names.by_address(MAPPROOF_KVTOPPID, kernel + offset); }, 3 * page());
  ASSERT_THAT(memory.answer(), succeeds());

  for (std::size_t i = 0; i < 3; ++i) set_word(kernel + i * page(), static_cast<std::uint32_t>(0xCA4A'0126 + i));

  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(memory.word(i * page()), 0xCA4A'0126u + i) << "page " << i;
}

CHECK_REQUIREMENT(DDI_26, UserSeesTheKernelPageThatWasNamed) {
  const PageNames names(session());
  void* const kernel = names.kernel_memory(page());
  const ShownMemory memory(
      session(), [&](std::size_t) { return names.by_address(MAPPROOF_KVTOPPID, kernel); }, page());
  ASSERT_THAT(memory.answer(), succeeds());

  set_word(kernel, 0xCA4A'0D26);

  EXPECT_EQ(memory.word(0), 0xCA4A'0D26u);
}

CHECK_REQUIREMENT(DDI_26, AddressThatIsNotTheKernelsNamesNoPage) {
  const PageNames names(session());
  auto* const kernel = static_cast<std::byte*>(names.kernel_memory(page()));

  EXPECT_NE(names.by_address(MAPPROOF_KVTOPPID, kernel + page() - 1), MAPPROOF_NOPAGE) << "the last byte";
  EXPECT_EQ(names.by_address(MAPPROOF_KVTOPPID, nullptr), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_27, PhysicalAddressesOfTheMemoryHavePages) {
  const PageNames names(session());
  const mapproof_driver_resource memory = names.memory();

  EXPECT_NE(names.by_physical(MAPPROOF_PHYSTOPPID, memory.physical), MAPPROOF_NOPAGE);
  EXPECT_NE(names.by_physical(MAPPROOF_PHYSTOPPID, memory.physical + memory.length - 1), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_27, PhysicalAddressOfNothingNamesNoPage) {
  const PageNames names(session());

  EXPECT_EQ(names.by_physical(MAPPROOF_PHYSTOPPID, UINT64_MAX), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_27, EachPhysicalAddressNamesAPageOfItsOwn) {
  const PageNames names(session());
  const std::uint64_t physical = names.memory().physical;
  const auto straight = [&](std::size_t offset) { return names.by_physical(MAPPROOF_PHYSTOPPID, physical + offset); };
  const ShownMemory memory(session(), straight, 2 * page());
  const ShownMemory turned(
      session(), [&](std::size_t offset) { return straight(page() - offset); }, 2 * page());
  ASSERT_THAT(memory.answer(), succeeds());

  memory.set(0, 0xCA4A'0D27);
  memory.set(page(), 0xCA4A'0127);

  EXPECT_EQ(turned.word(page()), 0xCA4A'0D27u);
  EXPECT_EQ(turned.word(0), 0xCA4A'0127u);
}

// A framework that serves newer drivers too has devmem_ppid(), which names the same memory by its key.
CHECK_REQUIREMENT(DDI_27, PhysicalAddressNamesThePageThatTheKeyStandsFor) {
  const PageNames names(session());
  const std::uint64_t physical = names.memory().physical;
  if (names.by_key(names.key(), 0, 0) == MAPPROOF_NOPAGE) throw Untested{"this framework has no devmem_ppid()."};
  const ShownMemory memory(
      session(), [&](std::size_t) { return names.by_key(names.key(), 0, 0); }, page());
  const ShownMemory same(
      session(), [&](std::size_t) { return names.by_physical(MAPPROOF_PHYSTOPPID, physical); }, page());
  ASSERT_THAT(same.answer(), succeeds());

  memory.set(0, 0xCA4A'0227);

  EXPECT_EQ(same.word(0), 0xCA4A'0227u);
}

CHECK_REQUIREMENT(DDI_28, UserSeesTheKernelPageThatWasNamed) {
  const PageNames names(session());
  void* const kernel = names.kernel_memory(page());
  const ShownMemory memory(
      session(), [&](std::size_t) { return names.by_address(MAPPROOF_HAT_GETKPFNUM, kernel); }, page());
  ASSERT_THAT(memory.answer(), succeeds());

  set_word(kernel, 0xCA4A'0D28);

  EXPECT_EQ(memory.word(0), 0xCA4A'0D28u);
}

CHECK_REQUIREMENT(DDI_28, AddressThatIsNotValidNamesNoPage) {
  const PageNames names(session());

  EXPECT_EQ(names.by_address(MAPPROOF_HAT_GETKPFNUM, nullptr), MAPPROOF_NOPAGE);
  EXPECT_EQ(names.by_physical(MAPPROOF_HAT_GETPPFNUM, UINT64_MAX), MAPPROOF_NOPAGE);
}

CHECK_REQUIREMENT(DDI_28, PhysicalSpaceThatDoesNotExistNamesNoPage) {
  const PageNames names(session());
  const std::uint64_t physical = names.memory().physical;

  EXPECT_NE(names.by_physical(MAPPROOF_HAT_GETPPFNUM, physical), MAPPROOF_NOPAGE) << "main memory";
  EXPECT_EQ(names.by_physical(MAPPROOF_HAT_GETPPFNUM, physical, UINT32_MAX), MAPPROOF_NOPAGE);
}

}  // namespace
}  // namespace mapproof
