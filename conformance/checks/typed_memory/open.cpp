// What posix_typed_mem_open() takes and refuses.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "requirements/typed_memory.hpp"
#include "typed_memory.hpp"

namespace mapproof {
namespace {

constexpr std::uint32_t any_allocate = MAPPROOF_TYPED_ALLOCATE | MAPPROOF_TYPED_ALLOCATE_CONTIG;
constexpr std::uint32_t all_tflags = any_allocate | MAPPROOF_TYPED_ALLOCATABLE;
constexpr const char* no_object = "/mapproof/no such typed memory object";

CHECK_REQUIREMENT(TYM_01, NameOfNoObjectFailsWithEnoent) {
  TypedMemory typed(session());

  expect_refused([&] { return typed.open({no_object}); }, [&] { return typed.open({typed.pool().name}); });
}

CHECK_REQUIREMENT(TYM_01, LongerNameThanThatOfAnObjectFailsWithEnoent) {
  TypedMemory typed(session());
  const std::string name = typed.pool().name;

  expect_refused([&] { return typed.open({name + "x"}); }, [&] { return typed.open({name}); });
}

CHECK_REQUIREMENT(TYM_02, BothAllocateFlagsFailWithEinval) {
  TypedMemory typed(session());
  const std::string name = typed.pool().name;

  expect_refused(
      [&] {
        return typed.open({name, any_allocate});
      },
      [&] {
        return typed.open({name, MAPPROOF_TYPED_ALLOCATE});
      });
}

CHECK_REQUIREMENT(TYM_02, AllocateAndAllocatableFailWithEinval) {
  TypedMemory typed(session());
  const std::string name = typed.pool().name;

  expect_refused(
      [&] {
        return typed.open({name, MAPPROOF_TYPED_ALLOCATE | MAPPROOF_TYPED_ALLOCATABLE});
      },
      [&] {
        return typed.open({name, MAPPROOF_TYPED_ALLOCATE});
      });
}

CHECK_REQUIREMENT(TYM_02, ContiguousAndAllocatableFailWithEinval) {
  TypedMemory typed(session());
  const std::string name = typed.pool().name;

  expect_refused(
      [&] {
        return typed.open({name, MAPPROOF_TYPED_ALLOCATE_CONTIG | MAPPROOF_TYPED_ALLOCATABLE});
      },
      [&] {
        return typed.open({name, MAPPROOF_TYPED_ALLOCATE_CONTIG});
      });
}

CHECK_REQUIREMENT(TYM_02, AllThreeFlagsFailWithEinval) {
  TypedMemory typed(session());
  const std::string name = typed.pool().name;

  expect_refused(
      [&] {
        return typed.open({name, all_tflags});
      },
      [&] {
        return typed.open({name, MAPPROOF_TYPED_ALLOCATABLE});
      });
}

CHECK_REQUIREMENT(TYM_02, BitWithoutAMeaningFailsWithEinval) {
  if (profile() != Profile::obs64) throw Untested{"the documents do not speak of bits without a meaning."};
  TypedMemory typed(session());
  const auto open_with = [&](std::uint32_t raw_tflag) {
    return typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATE, read_write, 0, raw_tflag});
  };

  expect_refused([&] { return open_with(0x4000'0000); }, [&] { return open_with(0); });
}

CHECK_REQUIREMENT(TYM_03, WriterWithoutPermissionFailsWithEacces) {
  TypedMemory typed(session());
  const auto open = [&]() -> Answer { return typed.open({typed.pool().name}); };

  expect_refused([&] { return during(MAPPROOF_TYPED_READ_ONLY, 0, open); }, open);
}

CHECK_REQUIREMENT(TYM_03, ReaderWithPermissionIsGranted) {
  TypedMemory typed(session());
  const auto open_as = [&](std::uint32_t access) -> Answer {
    return typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATE, access});
  };
  const auto open_for_writing = [&] { return open_as(read_write); };
  const auto open_for_reading = [&] { return open_as(read_only); };

  expect_refused([&] { return during(MAPPROOF_TYPED_READ_ONLY, 0, open_for_writing); },
                 [&] { return during(MAPPROOF_TYPED_READ_ONLY, 0, open_for_reading); });
}

CHECK_REQUIREMENT(TYM_04, AllocatableWithoutPrivilegeFailsWithEperm) {
  TypedMemory typed(session());
  const auto open = [&]() -> Answer { return typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATABLE}); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, open); }, open);
}

CHECK_REQUIREMENT(TYM_04, AllocationWithoutPrivilegeIsGranted) {
  TypedMemory typed(session());
  const auto open_as = [&](std::uint32_t tflag) -> Answer { return typed.open({typed.pool().name, tflag}); };
  const auto allocatable = [&] { return open_as(MAPPROOF_TYPED_ALLOCATABLE); };
  const auto allocate = [&] { return open_as(MAPPROOF_TYPED_ALLOCATE); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, allocatable); },
                 [&] { return during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, allocate); });
}

CHECK_REQUIREMENT(TYM_04, NoFlagWithoutPrivilegeFailsWithEperm) {
  if (profile() != Profile::obs64) throw Untested{"the documents let everybody open without a tflag."};
  TypedMemory typed(session());
  const auto open = [&]() -> Answer { return typed.open({typed.pool().name, 0}); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, open); }, open);
}

CHECK_REQUIREMENT(TYM_05, NameThatIsTooLongFailsWithEnametoolong) {
  TypedMemory typed(session());
  const std::string longer_than_any_path(1u << 16, 'n');

  expect_refused_with(
      {ENAMETOOLONG}, [&] { return typed.open({"/" + longer_than_any_path}); },
      [&] { return typed.open({typed.pool().name}); });
}

CHECK_REQUIREMENT(TYM_05, OneDescriptorTooManyFailsWithEmfile) {
  constexpr int most = 4096;
  TypedMemory typed(session());
  const auto open = [&] { return typed.open({typed.pool().name}); };
  int last = given(open());
  Result<int> next = open();
  for (int count = 2; next && count < most; ++count) {
    last = *next;
    next = open();
  }
  if (next) throw Untested{"this process may open more than 4096 descriptors."};

  expect_refused_with({EMFILE}, open, [&] {
    typed.close_now(last);
    return open();
  });
}

CHECK_REQUIREMENT(TYM_06, TruncationFailsWithEinval) {
  TypedMemory typed(session());
  const auto open_with = [&](std::uint32_t raw_oflag) {
    return typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATE, read_write, raw_oflag});
  };

  expect_refused([&] { return open_with(O_TRUNC); }, [&] { return open_with(0); });
}

CHECK_REQUIREMENT(TYM_06, CreationFailsWithEinvalAndNocttyIsGranted) {
  TypedMemory typed(session());
  const auto open_with = [&](std::uint32_t raw_oflag) {
    return typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATE, read_write, raw_oflag});
  };

  expect_refused([&] { return open_with(O_CREAT); }, [&] { return open_with(O_NOCTTY); });
}

}  // namespace
}  // namespace mapproof
