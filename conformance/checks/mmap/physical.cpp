// Checks: MAP_PHYS, which maps a physical address, or with MAP_ANON gives memory in one physical run.
// SPDX-License-Identifier: Apache-2.0
#include "objects.hpp"
#include "requirements/mmap.hpp"

namespace mapproof {
namespace {

constexpr std::uint32_t shared_phys = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PHYS;
constexpr std::uint32_t private_phys = MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_PHYS;
constexpr std::uint64_t GiB = std::uint64_t{1} << 30;

// mmap() of a window, and the same bytes through mmap_device_memory().
class PhysCheck : public Check {
 protected:
  Result<Mapping> map_phys(std::uint64_t physical, std::uint32_t flags, int fd = MAPPROOF_NOFD) const {
    return map_object(session(),
                      {.length = page(), .offset = physical, .protection = read_write, .flags = flags, .fd = fd});
  }
  Mapping view_of(std::uint64_t physical) const {
    return given(session().map({.physical = physical, .length = page(), .protection = read_write}));
  }
  /// A writable window that starts in [lowest, highest].
  const mapproof_window& page_to_write_in(std::uint64_t lowest, std::uint64_t highest) const {
    if (!session().may_write()) throw Untested{"the suite may not write to this target: allow it with --allow-write."};
    const auto fits = [&](const mapproof_window& window) {
      return window.is_memory != 0 && window.physical >= lowest && window.physical <= highest &&
             window.physical % page() == 0 && window.length >= page() && (window.protection & read_write) == read_write;
    };
    return window_where(fits, "this target offers no writable memory window there.");
  }
  void expect_same_bytes(std::uint64_t physical, const Mapping& mapping) const {
    const Mapping view = view_of(physical);
    view.store<std::uint32_t>(0, 0xD0D0'0001);
    EXPECT_EQ(mapping.load<std::uint32_t>(0), 0xD0D0'0001u);
    mapping.store<std::uint32_t>(page() - 4, 0xD0D0'0002);
    EXPECT_EQ(view.load<std::uint32_t>(page() - 4), 0xD0D0'0002u);
  }
};

#define CHECK_PHYS(row, title)                                                                                      \
  class row##_##title final : public PhysCheck {                                                                    \
    void body() override;                                                                                           \
  };                                                                                                                \
  static const ::mapproof::CheckRegistration<row##_##title> register_##row##_##title(::mapproof::rows::row, #title, \
                                                                                     __FILE__, __LINE__);           \
  void row##_##title::body()

CHECK_PHYS(MMP_01, DescriptorWithMapPhysFailsWithEinval) {
  const mapproof_window& window = pages_to_map(1);
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer {
    return map_object(session(), {.length = page(), .offset = window.physical, .flags = shared_phys, .fd = fd});
  };

  expect_refused([&] { return map(file.read_write()); }, [&] { return map(MAPPROOF_NOFD); });
}

CHECK_PHYS(MMP_01, DescriptorWithPrivateMapPhysFailsWithEinval) {
  const mapproof_window& window = pages_to_map(1);
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer {
    return map_object(session(), {.length = page(), .offset = window.physical, .flags = private_phys, .fd = fd});
  };

  expect_refused([&] { return map(file.read_write()); }, [&] { return map(MAPPROOF_NOFD); });
}

CHECK_PHYS(MMP_01, DescriptorForContiguousMemoryFailsWithEinval) {
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer {
    return map_object(session(), {.length = page(), .flags = private_phys | MAPPROOF_MAP_ANON, .fd = fd});
  };

  expect_refused([&] { return map(file.read_write()); }, [&] { return map(MAPPROOF_NOFD); });
}

CHECK_PHYS(MMP_02, SharedMappingShowsThePhysicalRange) {
  const mapproof_window& window = pages_to_write(2);
  const auto mapping = map_phys(window.physical + page(), shared_phys);
  ASSERT_THAT(mapping, succeeds());

  expect_same_bytes(window.physical + page(), *mapping);
}

CHECK_PHYS(MMP_02, PrivateMappingShowsThePhysicalRange) {
  const mapproof_window& window = pages_to_write(2);
  const Mapping view = view_of(window.physical + page());
  view.store<std::uint32_t>(8, 0xD0D0'0003);

  const auto mapping = map_phys(window.physical + page(), private_phys);
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->load<std::uint32_t>(8), 0xD0D0'0003u);
}

CHECK_PHYS(MMP_02, AddressAbove4GibKeepsAllItsBits) {
  const mapproof_window& window = page_to_write_in(4 * GiB, UINT64_MAX);
  const auto mapping = map_phys(window.physical, shared_phys);
  ASSERT_THAT(mapping, succeeds());

  expect_same_bytes(window.physical, *mapping);
}

CHECK_PHYS(MMP_16, AddressOf2To4GibIsReached) {
  const mapproof_window& window = page_to_write_in(2 * GiB, 4 * GiB - page());
  const auto mapping = map_phys(window.physical, shared_phys);
  ASSERT_THAT(mapping, succeeds());

  expect_same_bytes(window.physical, *mapping);
}

// Contiguous memory, and whether each of its frames follows the one before.
class ContiguousCheck : public Check {
 protected:
  Mapping contiguous_memory(std::uint32_t type, std::uint64_t offset) const {
    auto mapping = map_object(session(), {.length = 8 * page(),
                                          .offset = offset,
                                          .protection = read_write,
                                          .flags = type | MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON});
    if (!mapping && mapping.error().number == ENOTSUP) {
      throw Unsupported{"this subject has no call for contiguous memory: it answers ENOTSUP."};
    }
    EXPECT_THAT(mapping, succeeds());
    return mapping ? std::move(*mapping) : Mapping(session().table(), session().handle(), nullptr, 0);
  }
  void expect_one_run(const Mapping& memory) const {
    if (memory.address() == nullptr) return;  // refused, which has failed the check already
    for (std::size_t i = 0; i < memory.length(); i += page()) memory.store<std::uint32_t>(i, 1);
    const std::uint64_t first = physical_of(memory.address());
    for (std::size_t i = page(); i < memory.length(); i += page()) {
      EXPECT_EQ(physical_of(memory.at(i)), first + i) << "the run ends after " << i << " bytes";
    }
  }
};

#define CHECK_CONTIGUOUS(row, title)                                                                                \
  class row##_##title final : public ContiguousCheck {                                                              \
    void body() override;                                                                                           \
  };                                                                                                                \
  static const ::mapproof::CheckRegistration<row##_##title> register_##row##_##title(::mapproof::rows::row, #title, \
                                                                                     __FILE__, __LINE__);           \
  void row##_##title::body()

CHECK_CONTIGUOUS(MMP_03, PrivateMemoryIsOneRun) {
  const Mapping memory = contiguous_memory(MAPPROOF_MAP_PRIVATE, 0);

  expect_one_run(memory);
}

CHECK_CONTIGUOUS(MMP_03, SharedMemoryIsOneRun) {
  const Mapping memory = contiguous_memory(MAPPROOF_MAP_SHARED, 0);

  expect_one_run(memory);
}

CHECK_CONTIGUOUS(MMP_03, UnalignedOffsetIsIgnored) {
  const Mapping memory = contiguous_memory(MAPPROOF_MAP_PRIVATE, 0x123);

  expect_one_run(memory);
}

CHECK_CONTIGUOUS(MMP_03, OffsetAboveThePhysicalSpaceIsIgnored) {
  const Mapping memory = contiguous_memory(MAPPROOF_MAP_PRIVATE, UINT64_MAX - (page() - 1));

  expect_one_run(memory);
}

}  // namespace
}  // namespace mapproof
