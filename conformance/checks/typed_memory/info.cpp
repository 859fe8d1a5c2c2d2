// What posix_typed_mem_get_info() tells, and what else a descriptor of typed memory is not good for.
// SPDX-License-Identifier: Apache-2.0
#include "checks/mmap/objects.hpp"
#include "requirements/typed_memory.hpp"
#include "typed_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(TYM_11, ClosedDescriptorFailsWithEbadf) {
  TypedMemory typed(session());
  const int closed = given(typed.open({typed.pool().name}));
  const int open = given(typed.open({typed.pool().name}));
  typed.close_now(closed);

  expect_refused([&] { return typed.free_length(closed); }, [&] { return typed.free_length(open); });
}

CHECK_REQUIREMENT(TYM_11, NoDescriptorFailsWithEbadf) {
  if (profile() == Profile::obs64) throw Untested{"in the 6.4 era this was no error: see TYM_14."};
  TypedMemory typed(session());
  const int open = given(typed.open({typed.pool().name}));

  expect_refused([&] { return typed.free_length(MAPPROOF_NOFD); }, [&] { return typed.free_length(open); });
}

CHECK_REQUIREMENT(TYM_12, DescriptorOfAFileFailsWithEnodev) {
  TypedMemory typed(session());
  const TemporaryFile file(0);
  const int open = given(typed.open({typed.pool().name}));

  expect_refused([&] { return typed.free_length(file.read_write()); }, [&] { return typed.free_length(open); });
}

CHECK_REQUIREMENT(TYM_12, DescriptorOfAPipeFailsWithEnodev) {
  TypedMemory typed(session());
  const Pipe pipe;
  const int open = given(typed.open({typed.pool().name}));

  expect_refused([&] { return typed.free_length(pipe.reader()); }, [&] { return typed.free_length(open); });
}

CHECK_REQUIREMENT(TYM_13, NoTflagTellsALengthOfZero) {
  TypedMemory typed(session());
  const int fd = given(typed.open({typed.pool().name, 0}));

  const auto length = typed.free_length(fd);
  ASSERT_THAT(length, succeeds());

  EXPECT_EQ(*length, 0u);
}

CHECK_REQUIREMENT(TYM_13, AllocatableTellsALengthOfZero) {
  TypedMemory typed(session());
  const int fd = given(typed.open({typed.pool().name, MAPPROOF_TYPED_ALLOCATABLE}));

  const auto length = typed.free_length(fd);
  ASSERT_THAT(length, succeeds());

  EXPECT_EQ(*length, 0u);
}

CHECK_REQUIREMENT(TYM_14, NoDescriptorTellsHowMuchOrdinaryMemoryIsFree) {
  TypedMemory typed(session());

  const auto length = typed.free_length(MAPPROOF_NOFD);
  ASSERT_THAT(length, succeeds());

  EXPECT_GE(*length, page());
  EXPECT_NE(*length, SIZE_MAX) << "no length was stored";
}

struct Operation {
  mapproof_file_operation operation;
  const char* name;
};

CHECK_REQUIREMENT(TYM_15, FileOperationsFailWithEnosys) {
  constexpr Operation operations[] = {{MAPPROOF_FILE_TRUNCATE, "ftruncate()"},
                                      {MAPPROOF_FILE_SEEK, "lseek()"},
                                      {MAPPROOF_FILE_WRITE, "write()"},
                                      {MAPPROOF_FILE_READ, "read()"}};
  TypedMemory typed(session());
  const TemporaryFile file(0);
  const int fd = given(typed.open({typed.pool().name}));
  const std::uint64_t amount = 8;

  for (const auto& [operation, name] : operations) {
    SCOPED_TRACE(name);
    const mapproof_file_operation tried = operation;
    expect_refused([&] { return typed.file_operation(fd, tried, amount); },
                   [&] { return typed.file_operation(file.read_write(), tried, amount); });
  }
}

}  // namespace
}  // namespace mapproof
