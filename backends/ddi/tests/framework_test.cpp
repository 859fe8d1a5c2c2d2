// The framework asks before it maps, refuses as mmap(2) does, and keeps devices open while they are mapped.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <sys/mman.h>

#include <cerrno>
#include <thread>
#include <utility>
#include <vector>

#include "framework_fixture.hpp"

namespace mapproof::ddi {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

volatile int* words(void* address) { return static_cast<volatile int*>(address); }

TEST_F(FrameworkTest, MapsTheSamePageForEveryMapping) {
  const ProbeDriver probe(table_, &session_);
  const int fd = open(attach(probe));

  const mapproof_address_outcome first = map(fd, 0, 2 * page_);
  const mapproof_address_outcome second = map(fd, page_, page_);
  ASSERT_NE(first.value, MAP_FAILED);
  ASSERT_NE(second.value, MAP_FAILED);
  words(first.value)[page_ / sizeof(int)] = 42;

  EXPECT_EQ(words(second.value)[0], 42);
}

TEST_F(FrameworkTest, KeepsTheMemoryOfTwoDevicesApart) {
  const ProbeDriver one(table_, &session_);
  const ProbeDriver other(table_, &session_);
  const mapproof_address_outcome first = map(open(attach(one)), 0, page_);
  const mapproof_address_outcome second = map(open(attach(other)), 0, page_);
  ASSERT_NE(first.value, MAP_FAILED);
  ASSERT_NE(second.value, MAP_FAILED);

  words(first.value)[0] = 1;
  words(second.value)[0] = 2;

  EXPECT_EQ(words(first.value)[0], 1);
}

TEST_F(FrameworkTest, AsksWithTheMostThatTheDescriptorAllows) {
  const ProbeDriver probe(table_, &session_, {true, SIZE_MAX, MAPPROOF_PROT_WRITE});
  const int device = attach(probe);

  EXPECT_EQ(map(open(device), 0, page_, MAPPROOF_MAP_SHARED, MAPPROOF_PROT_READ).error, ENXIO);
  EXPECT_EQ(map(open(device, MAPPROOF_PROT_READ), 0, page_, MAPPROOF_MAP_SHARED, MAPPROOF_PROT_READ).error, 0);
}

std::uint32_t number_of_last_call(const ProbeDriver& probe) {
  return probe.calls(ProbeCall::Entry::mmap).back().channel;
}

TEST_F(FrameworkTest, GivesEachOldDeviceAndMinorANumberOfItsOwn) {
  ProbeBehaviour of_ddi_7;
  of_ddi_7.ddi_version = 71;
  const ProbeDriver probe(table_, &session_, of_ddi_7);
  const int first = attach(probe);
  const int second = attach(probe);
  std::vector<std::uint32_t> numbers;

  for (const auto& [device, minor] : {std::pair(first, 0u), {first, 1u}, {second, 0u}}) {
    map(open(device, MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, minor), 0, page_);
    numbers.push_back(number_of_last_call(probe));
  }

  EXPECT_THAT(numbers, ElementsAre(0u, 1u, 1u << 18));
}

TEST_F(FrameworkTest, RefusesOffsetsThatWrapAroundUnasked) {
  const ProbeDriver probe(table_, &session_);
  const int fd = open(attach(probe));
  const std::uint64_t last_page = ~std::uint64_t{page_ - 1};

  EXPECT_EQ(map(fd, last_page, 2 * page_).error, ENXIO);

  EXPECT_THAT(probe.asked_offsets(), IsEmpty());
}

TEST_F(FrameworkTest, AsksOldDriversForOffsetsFromBelow0On) {
  ProbeBehaviour of_ddi_7;
  of_ddi_7.ddi_version = 71;
  of_ddi_7.answer = [](const ProbeCall&) { return mapproof_page_id{1}; };
  const ProbeDriver probe(table_, &session_, of_ddi_7);
  const std::uint64_t page_before_0 = ~std::uint64_t{page_ - 1};

  map(open(attach(probe)), page_before_0, page_);

  EXPECT_THAT(probe.asked_offsets(), ElementsAre(page_before_0));
}

struct Misuse {
  const char* name;
  int error;
  std::size_t offset;
  std::size_t length;
  std::uint32_t flags;
  std::uintptr_t address;
};

class FrameworkMisuse : public FrameworkTest, public testing::WithParamInterface<Misuse> {};

TEST_P(FrameworkMisuse, IsRefusedBeforeTheDriverIsAsked) {
  const ProbeDriver probe(table_, &session_);
  const Misuse& misuse = GetParam();

  const mapproof_address_outcome outcome = map(open(attach(probe)), misuse.offset, misuse.length, misuse.flags,
                                               MAPPROOF_PROT_READ, reinterpret_cast<void*>(misuse.address));

  EXPECT_EQ(outcome.value, MAP_FAILED);
  EXPECT_EQ(outcome.error, misuse.error);
  EXPECT_THAT(probe.asked_offsets(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Framework, FrameworkMisuse,
    testing::Values(Misuse{"length 0", EINVAL, 0, 0, MAPPROOF_MAP_SHARED, 0},
                    Misuse{"unaligned offset", EINVAL, 1, 4096, MAPPROOF_MAP_SHARED, 0},
                    Misuse{"no type", EINVAL, 0, 4096, 0, 0},
                    Misuse{"both types", EINVAL, 0, 4096, MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE, 0},
                    Misuse{"private", EINVAL, 0, 4096, MAPPROOF_MAP_PRIVATE, 0},
                    Misuse{"unaligned fixed address", EINVAL, 0, 4096, MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED, 1},
                    Misuse{"length that wraps", ENOMEM, 0, SIZE_MAX, MAPPROOF_MAP_SHARED, 0}),
    [](const testing::TestParamInfo<Misuse>& misuse) {
      std::string name = misuse.param.name;
      for (char& letter : name) letter = letter == ' ' ? '_' : letter;
      return name;
    });

TEST_F(FrameworkTest, RefusesByDescriptor) {
  const ProbeDriver probe(table_, &session_);
  const ProbeDriver without(table_, &session_, {false, SIZE_MAX, 0});
  const int device = attach(probe);

  EXPECT_EQ(map(3, 0, page_).error, EBADF);
  EXPECT_EQ(map(open(device, MAPPROOF_PROT_READ), 0, page_).error, EACCES);
  EXPECT_EQ(map(open(device, MAPPROOF_PROT_WRITE), 0, page_).error, EACCES);
  EXPECT_EQ(map(open(attach(without)), 0, page_).error, ENODEV);
}

TEST_F(FrameworkTest, StopsAtTheFirstRefusalAndMapsNothing) {
  const ProbeDriver probe(table_, &session_, {true, 2 * page_, 0});
  const int fd = open(attach(probe));
  const mapproof_address_outcome canary = map(fd, 0, page_);
  words(canary.value)[0] = 7;

  const std::uint32_t fixed = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED;
  EXPECT_EQ(map(fd, page_, 3 * page_, fixed, MAPPROOF_PROT_READ, canary.value).error, ENXIO);

  EXPECT_THAT(probe.asked_offsets(), ElementsAre(0u, page_, 2 * page_));
  EXPECT_EQ(words(canary.value)[0], 7);
}

TEST_F(FrameworkTest, ClosesAfterTheLastPageOfTheLastMapping) {
  const ProbeDriver probe(table_, &session_);
  const int fd = open(attach(probe));
  const mapproof_address_outcome mapped = map(fd, 0, 2 * page_);

  framework().close(fd);
  EXPECT_THAT(probe.calls(ProbeCall::Entry::close), IsEmpty());
  unmap(mapped.value, page_);
  EXPECT_THAT(probe.calls(ProbeCall::Entry::close), IsEmpty());
  unmap(static_cast<std::byte*>(mapped.value) + page_, page_);

  EXPECT_THAT(probe.calls(ProbeCall::Entry::close), SizeIs(1));
}

TEST_F(FrameworkTest, ClosesAChannelOnceHoweverOftenItWasOpened) {
  const ProbeDriver probe(table_, &session_);
  const int device = attach(probe);
  const int first = open(device);
  const int second = open(device);

  framework().close(first);
  EXPECT_THAT(probe.calls(ProbeCall::Entry::close), IsEmpty());
  framework().close(second);

  EXPECT_THAT(probe.calls(ProbeCall::Entry::close), SizeIs(1));
  EXPECT_EQ(framework().close(second).error, EBADF);
}

TEST_F(FrameworkTest, DetachesOnlyWhatIsNotOpen) {
  const ProbeDriver probe(table_, &session_);
  const int device = attach(probe);
  const int fd = open(device);

  EXPECT_EQ(framework().detach(device).error, EBUSY);
  framework().close(fd);
  EXPECT_EQ(framework().detach(device).value, 0);
  EXPECT_EQ(framework().detach(device).error, ENXIO);
}

TEST_F(FrameworkTest, ServesSeveralThreads) {
  const ProbeDriver probe(table_, &session_);
  const int device = attach(probe);
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this, device] {
      for (int round = 0; round < 50; ++round) {
        const int fd = open(device);
        const mapproof_address_outcome mapped = map(fd, 0, 2 * page_);
        framework().close(fd);
        unmap(mapped.value, 2 * page_);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(framework().detach(device).value, 0);
}

}  // namespace
}  // namespace mapproof::ddi
