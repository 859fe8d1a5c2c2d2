// Checks: which descriptors mmap() takes, and which accesses it grants through them.
// SPDX-License-Identifier: Apache-2.0
#include <csignal>

#include "objects.hpp"
#include "pool.hpp"
#include "requirements/mmap.hpp"

namespace mapproof {
namespace {

constexpr std::uint64_t largest_offset = INT64_MAX;

CHECK_REQUIREMENT(MMP_09, ClosedDescriptorFailsWithEbadf) {
  const int closed = closed_descriptor();
  const auto map = [&](int fd) -> Answer { return map_object(session(), {.length = page(), .fd = fd}); };

  expect_refused([&] { return map(closed); },
                 [&] {
                   const TemporaryFile file(page());
                   return map(file.read_only());
                 });
}

CHECK_REQUIREMENT(MMP_09, DescriptorBelowNofdFailsWithEbadf) {
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer { return map_object(session(), {.length = page(), .fd = fd}); };

  expect_refused([&] { return map(MAPPROOF_NOFD - 1); }, [&] { return map(file.read_only()); });
}

CHECK_REQUIREMENT(MMP_09, PrivateMappingOfAClosedDescriptorFailsWithEbadf) {
  const TemporaryFile file(page());
  const int closed = closed_descriptor();
  const auto map = [&](int fd) -> Answer {
    return map_object(session(), {.length = page(), .flags = MAPPROOF_MAP_PRIVATE, .fd = fd});
  };

  expect_refused([&] { return map(closed); }, [&] { return map(file.read_only()); });
}

CHECK_REQUIREMENT(MMP_10, SharedMappingOfAWriteOnlyDescriptorFailsWithEacces) {
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer { return map_object(session(), {.length = page(), .fd = fd}); };

  expect_refused([&] { return map(file.write_only()); }, [&] { return map(file.read_write()); });
}

CHECK_REQUIREMENT(MMP_10, PrivateMappingOfAWriteOnlyDescriptorFailsWithEacces) {
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer {
    return map_object(session(), {.length = page(), .flags = MAPPROOF_MAP_PRIVATE, .fd = fd});
  };

  expect_refused([&] { return map(file.write_only()); }, [&] { return map(file.read_only()); });
}

CHECK_REQUIREMENT(MMP_10, WriteOnlyProtectionOfAWriteOnlyDescriptorFailsWithEacces) {
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer {
    return map_object(session(), {.length = page(), .protection = MAPPROOF_PROT_WRITE, .fd = fd});
  };

  expect_refused([&] { return map(file.write_only()); }, [&] { return map(file.read_write()); });
}

CHECK_REQUIREMENT(MMP_11, SharedWritableMappingOfAReadOnlyDescriptorFailsWithEacces) {
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer {
    return map_object(session(), {.length = page(), .protection = read_write, .fd = fd});
  };

  expect_refused([&] { return map(file.read_only()); }, [&] { return map(file.read_write()); });
}

CHECK_REQUIREMENT(MMP_11, SharedReadableMappingOfAReadOnlyDescriptorSucceeds) {
  const TemporaryFile file(page());

  expect_granted([&] { return map_object(session(), {.length = page(), .fd = file.read_only()}); });
}

CHECK_REQUIREMENT(MMP_11, PrivateWritableMappingOfAReadOnlyDescriptorKeepsItsStores) {
  const TemporaryFile file(page());
  file.store(0, 0xF11E'0011);
  const MmapRequest request{
      .length = page(), .protection = read_write, .flags = MAPPROOF_MAP_PRIVATE, .fd = file.read_only()};

  expect_granted([&] { return map_object(session(), request); });
  const Mapping mapping = given(map_object(session(), request));
  const auto before = mapping.load<std::uint32_t>(0);
  mapping.store<std::uint32_t>(0, 0x1234'5678);

  EXPECT_EQ(before, 0xF11E'0011u);
  EXPECT_EQ(file.load(0), 0xF11E'0011u);
}

CHECK_REQUIREMENT(MMP_12, AddingWriteToAReadOnlyObjectFailsWithEacces) {
  const TemporaryFile file(page());
  const Mapping read_only_view = given(map_object(session(), {.length = page(), .fd = file.read_only()}));
  const Mapping writable_view = given(map_object(session(), {.length = page(), .fd = file.read_write()}));

  expect_refused([&] { return protect(session(), read_only_view.address(), page(), read_write); },
                 [&] { return protect(session(), writable_view.address(), page(), read_write); });
}

CHECK_REQUIREMENT(MMP_12, RefusedWriteStaysForbidden) {
  const TemporaryFile file(page());
  const Mapping read_only_view = given(map_object(session(), {.length = page(), .fd = file.read_only()}));
  const Mapping writable_view = given(map_object(session(), {.length = page(), .fd = file.read_write()}));

  expect_refused([&] { return protect(session(), read_only_view.address(), page(), read_write); },
                 [&] { return protect(session(), writable_view.address(), page(), read_write); });

  EXPECT_THAT(Access{[&] { read_only_view.store<std::uint32_t>(0, 1); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MMP_12, AddingWriteToAPrivateMappingOfAReadOnlyObjectSucceeds) {
  const TemporaryFile file(page());
  const Mapping view =
      given(map_object(session(), {.length = page(), .flags = MAPPROOF_MAP_PRIVATE, .fd = file.read_only()}));

  expect_granted([&] { return protect(session(), view.address(), page(), read_write); });
}

CHECK_REQUIREMENT(MMP_13, PipeFailsWithEnodev) {
  const Pipe pipe;
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer { return map_object(session(), {.length = page(), .fd = fd}); };

  expect_refused([&] { return map(pipe.reader()); }, [&] { return map(file.read_only()); });
}

CHECK_REQUIREMENT(MMP_13, PrivateMappingOfAPipeFailsWithEnodev) {
  const Pipe pipe;
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer {
    return map_object(session(), {.length = page(), .flags = MAPPROOF_MAP_PRIVATE, .fd = fd});
  };

  expect_refused([&] { return map(pipe.reader()); }, [&] { return map(file.read_only()); });
}

CHECK_REQUIREMENT(MMP_13, SocketFailsWithEnodev) {
  const SocketPair sockets;
  const TemporaryFile file(page());
  const auto map = [&](int fd) -> Answer { return map_object(session(), {.length = page(), .fd = fd}); };

  expect_refused([&] { return map(sockets.first()); }, [&] { return map(file.read_only()); });
}

CHECK_REQUIREMENT(MMP_14, PlaceBehindThePoolFailsWithEnxio) {
  const Pool pool(session(), Pool::any);
  const PoolDescriptor allocating(pool, MAPPROOF_TYPED_ALLOCATE);
  const PoolDescriptor addressing(pool, 0);
  const Mapping inside =
      given(map_object(session(), {.length = page(), .protection = read_write, .fd = allocating.number()}));
  if (pool.facts().highest > UINT64_MAX - 2 * page()) throw Untested{"nothing lies behind this pool."};
  const std::uint64_t behind = (pool.facts().highest / page() + 1) * page();
  const auto map = [&](std::uint64_t offset) -> Answer {
    return map_object(session(), {.length = page(), .offset = offset, .fd = addressing.number()});
  };

  expect_refused([&] { return map(behind); }, [&] { return map(physical_of(inside.address())); });
}

CHECK_REQUIREMENT(MMP_17, FileRangeBeyondTheLargestOffsetFailsWithEoverflow) {
  const TemporaryFile file(2 * page());
  const std::uint64_t last_page = largest_offset / page() * page();
  const auto map = [&](std::uint64_t offset) -> Answer {
    return map_object(session(), {.length = 2 * page(), .offset = offset, .fd = file.read_only()});
  };

  expect_refused([&] { return map(last_page); }, [&] { return map(0); });
}

}  // namespace
}  // namespace mapproof
