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

#define CHECK_PHYS(row, title) CHECK_REQUIREMENT_WITH(PhysCheck, row, title)

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
  const MmapRequest without = contiguous(session(), MAPPROOF_MAP_PRIVATE, page());
  MmapRequest with = without;
  with.fd = file.read_write();

  expect_refused([&] { return map_object(session(), with); }, [&] { return map_object(session(), without); });
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

// Whether each frame of contiguous memory follows the one before.
class ContiguousCheck : public Check {
 protected:
  void expect_one_run(const MmapRequest& request) const {
    const auto memory = map_object(session(), request);
    ASSERT_THAT(memory, succeeds());
    for (std::size_t i = 0; i < request.length; i += page()) memory->store<std::uint32_t>(i, 1);
    const std::uint64_t first = physical_of(memory->address());
    for (std::size_t i = page(); i < request.length; i += page()) {
      EXPECT_EQ(physical_of(memory->at(i)), first + i) << "the run ends after " << i << " bytes";
    }
  }
};

#define CHECK_CONTIGUOUS(row, title) CHECK_REQUIREMENT_WITH(ContiguousCheck, row, title)

CHECK_CONTIGUOUS(MMP_03, PrivateMemoryIsOneRun) {
  expect_one_run(contiguous(session(), MAPPROOF_MAP_PRIVATE, 8 * page()));
}

CHECK_CONTIGUOUS(MMP_03, SharedMemoryIsOneRun) {
  expect_one_run(contiguous(session(), MAPPROOF_MAP_SHARED, 8 * page()));
}

CHECK_CONTIGUOUS(MMP_03, UnalignedOffsetIsIgnored) {
  MmapRequest request = contiguous(session(), MAPPROOF_MAP_PRIVATE, 8 * page());
  request.offset = 0x123;

  expect_one_run(request);
}

CHECK_CONTIGUOUS(MMP_03, OffsetAboveThePhysicalSpaceIsIgnored) {
  MmapRequest request = contiguous(session(), MAPPROOF_MAP_PRIVATE, 8 * page());
  request.offset = UINT64_MAX - (page() - 1);

  expect_one_run(request);
}

}  // namespace
}  // namespace mapproof
