// Checks: which flags and lengths mmap() takes, and what kind of memory they ask for.
// SPDX-License-Identifier: Apache-2.0
#include "objects.hpp"
#include "requirements/mmap.hpp"

namespace mapproof {
namespace {

MmapRequest with_flags(MmapRequest request, std::uint32_t flags) {
  request.flags = flags;
  return request;
}

MmapRequest with_descriptor(MmapRequest request, int fd) {
  request.fd = fd;
  return request;
}

CHECK_REQUIREMENT(MMP_04, ContiguousLazyMemoryFailsWithEinval) {
  const MmapRequest request = contiguous(session(), MAPPROOF_MAP_PRIVATE, page());

  expect_refused([&] { return map_object(session(), with_flags(request, request.flags | MAPPROOF_MAP_LAZY)); },
                 [&] { return map_object(session(), request); });
}

CHECK_REQUIREMENT(MMP_05, AnonymousMemoryWithADescriptorFailsWithEinval) {
  const TemporaryFile file(page());

  expect_refused([&] { return map_object(session(), with_descriptor(anonymous(page()), file.read_write())); },
                 [&] { return map_object(session(), anonymous(page())); });
}

CHECK_REQUIREMENT(MMP_05, SharedAnonymousMemoryWithADescriptorFailsWithEinval) {
  const TemporaryFile file(page());
  const MmapRequest shared = with_flags(anonymous(page()), MAPPROOF_MAP_SHARED | MAPPROOF_MAP_ANON);

  expect_refused([&] { return map_object(session(), with_descriptor(shared, file.read_write())); },
                 [&] { return map_object(session(), shared); });
}

// What the type says from 7.0 on, and what is assumed before.
class TypeCheck : public Check {
 protected:
  bool type_is_demanded() const { return from_qnx_7_0.contains(profile()); }
  void untested_unless(bool applies, const char* reason) const {
    if (!applies) throw Untested{reason};
  }
};

#define CHECK_TYPE(row, title) CHECK_REQUIREMENT_WITH(TypeCheck, row, title)

CHECK_TYPE(MMP_06, AnonymousMemoryWithoutATypeFailsWithEinval) {
  untested_unless(type_is_demanded(), "up to 6.6 the type may be missing.");

  expect_refused([&] { return map_object(session(), with_flags(anonymous(page()), MAPPROOF_MAP_ANON)); },
                 [&] { return map_object(session(), anonymous(page())); });
}

CHECK_TYPE(MMP_06, FileWithoutATypeFailsWithEinval) {
  untested_unless(type_is_demanded(), "up to 6.6 the type may be missing.");
  const TemporaryFile file(page());
  const auto map = [&](std::uint32_t flags) -> Answer {
    return map_object(session(), {.length = page(), .flags = flags, .fd = file.read_write()});
  };

  expect_refused([&] { return map(0); }, [&] { return map(MAPPROOF_MAP_SHARED); });
}

CHECK_TYPE(MMP_06, FileWithoutATypeIsPrivateBefore70) {
  untested_unless(!type_is_demanded(), "from 7.0 on the type must be given.");
  const TemporaryFile file(page());
  const MmapRequest without_type{.length = page(), .protection = read_write, .flags = 0, .fd = file.read_write()};
  const auto probed = map_object(session(), without_type);
  untested_unless(probed || probed.error().number != EINVAL, "this system was started to demand the type.");

  expect_granted([&] { return map_object(session(), without_type); });
  const Mapping mapping = given(map_object(session(), without_type));
  mapping.store<std::uint32_t>(0, 0xF11E'0006);

  EXPECT_EQ(file.load(0), 0u) << "the store reached the file";
}

CHECK_REQUIREMENT(MMP_07, AnonymousMemoryOfNoLengthFailsWithEinval) {
  const auto map = [&](std::size_t length) -> Answer { return map_object(session(), anonymous(length)); };

  expect_refused([&] { return map(0); }, [&] { return map(1); });
}

CHECK_REQUIREMENT(MMP_07, FileOfNoLengthFailsWithEinval) {
  const TemporaryFile file(page());
  const auto map = [&](std::size_t length) -> Answer {
    return map_object(session(), {.length = length, .fd = file.read_only()});
  };

  expect_refused([&] { return map(0); }, [&] { return map(1); });
}

CHECK_REQUIREMENT(MMP_07, FixedPlaceOfNoLengthFailsWithEinval) {
  const Mapping place = given(map_object(session(), anonymous(page())));
  const auto map = [&](std::size_t length) -> Answer {
    MmapRequest over = anonymous(length);
    over.address = place.address();
    over.flags |= MAPPROOF_MAP_FIXED;
    return map_object(session(), over);
  };

  expect_refused([&] { return map(0); }, [&] { return map(page()); });
}

CHECK_REQUIREMENT(MMP_08, NofdWithoutMapAnonIsPrivateMemory) {
  const auto mapping = map_object(session(), with_flags(anonymous(page()), MAPPROOF_MAP_PRIVATE));
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->load<std::uint64_t>(0), 0u);
  mapping->store<std::uint32_t>(page() - 4, 0x5EED'0008);
  EXPECT_EQ(mapping->load<std::uint32_t>(page() - 4), 0x5EED'0008u);
}

CHECK_REQUIREMENT(MMP_08, NofdWithoutMapAnonIsSharedMemory) {
  const auto mapping = map_object(session(), with_flags(anonymous(page()), MAPPROOF_MAP_SHARED));
  ASSERT_THAT(mapping, succeeds());
  mapping->store<std::uint32_t>(0, 1);

  const int signal = signal_of([&] { mapping->store<std::uint32_t>(0, 0x5EED'0008); });

  EXPECT_EQ(signal, 0);
  EXPECT_EQ(mapping->load<std::uint32_t>(0), 0x5EED'0008u) << "a child's store was not seen";
}

CHECK_REQUIREMENT(MMP_15, NoinitIsIgnoredOrFailsWithEinval) {
  const auto map = [&](std::uint32_t flag) -> Answer {
    return map_object(session(), with_flags(anonymous(page()), anonymous(page()).flags | flag));
  };

  expect_refused_or_granted([&] { return map(MAPPROOF_MAP_NOINIT); }, [&] { return map(0); });
}

CHECK_REQUIREMENT(MMP_15, Below16mIsIgnoredOrFailsWithEinval) {
  const auto map = [&](std::uint32_t flag) -> Answer {
    return map_object(session(), with_flags(anonymous(page()), anonymous(page()).flags | flag));
  };

  expect_refused_or_granted([&] { return map(MAPPROOF_MAP_BELOW16M); }, [&] { return map(0); });
}

CHECK_REQUIREMENT(MMP_15, Nox64kIsIgnoredOrFailsWithEinval) {
  const auto map = [&](std::uint32_t flag) -> Answer {
    return map_object(session(), with_flags(anonymous(page()), anonymous(page()).flags | flag));
  };

  expect_refused_or_granted([&] { return map(MAPPROOF_MAP_NOX64K); }, [&] { return map(0); });
}

}  // namespace
}  // namespace mapproof
