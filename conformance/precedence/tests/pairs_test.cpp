// Pairs of faults are derived from the data, and each is answered by the subject.
// SPDX-License-Identifier: Apache-2.0
#include "precedence/pairs.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "precedence/fault.hpp"

namespace mapproof::precedence {
namespace {

Answer answer_of(const std::string& call, const std::string& first, const std::string& second) {
  const Subject subject{load_backend("model"), {"", "qnx-7.1", true}, Profile::qnx_7_1};
  for (const Pair& pair : all_pairs()) {
    if (call_name(pair) == call && first_name(pair) == first && second_name(pair) == second) {
      return try_pair(subject, pair);
    }
  }
  return {"", "there is no such pair"};
}

TEST(PairsTest, EachPairIsThereOnceAndEveryFaultAlone) {
  std::set<std::tuple<std::size_t, std::size_t, std::size_t>> seen;
  std::size_t alone = 0;
  for (const Pair& pair : all_pairs()) {
    EXPECT_TRUE(seen.insert({pair.call, pair.first, pair.second}).second);
    alone += pair.first == pair.second ? 1 : 0;
  }
  std::size_t faults = 0;
  for (const FaultyCall& call : faulty_calls()) faults += call.faults.size();
  EXPECT_EQ(alone, faults);
}

TEST(PairsTest, FaultsThatTakeTheSameThingAreNoPair) {
  for (const Pair& pair : all_pairs()) {
    const std::vector<Fault>& faults = faulty_calls()[pair.call].faults;
    if (pair.first == pair.second) continue;
    EXPECT_EQ(faults[pair.first].takes & faults[pair.second].takes, 0u);
  }
}

TEST(PairsTest, EveryFaultAloneIsRefusedByTheModelAsItsRowSays) {
  EXPECT_EQ(answer_of("mmap_device_memory", "length 0", "length 0").answer, "EINVAL");
  EXPECT_EQ(answer_of("mmap_device_memory", "no privilege", "no privilege").answer, "EPERM");
  EXPECT_EQ(answer_of("mmap_device_memory", "physical range wraps", "physical range wraps").answer, "ENXIO");
  EXPECT_EQ(answer_of("mem_offset", "address too large for off_t", "address too large for off_t").answer, "EOVERFLOW");
}

TEST(PairsTest, EachCallThatTakesMoreThanOneArgumentHasPairs) {
  EXPECT_EQ(answer_of("mmap", "length 0", "length 0").answer, "EINVAL");
  EXPECT_EQ(answer_of("mmap", "descriptor not open", "descriptor not open").answer, "EBADF");
  EXPECT_EQ(answer_of("posix_typed_mem_open", "no such name", "no such name").answer, "ENOENT");
  EXPECT_EQ(answer_of("posix_typed_mem_open", "no permission to write", "no permission to write").answer, "EACCES");
  EXPECT_EQ(answer_of("mmap_device_io", "no privilege", "no privilege").reason,
            "this target cannot give what a sound call needs.");
}

TEST(PairsTest, OfTwoFaultsOneWins) {
  EXPECT_EQ(answer_of("mmap_device_memory", "length 0", "no privilege").answer, "EINVAL");
  EXPECT_EQ(answer_of("mem_offset64", "descriptor not NOFD", "nothing mapped").answer, "EBADF");
}

TEST(PairsTest, FaultThatTheTargetCannotHaveIsAbsentWithAReason) {
  const Subject wide{load_backend("model"), {"model:wide", "qnx-7.1", true}, Profile::qnx_7_1};
  const std::vector<Pair> pairs = all_pairs();
  const auto too_large = std::find_if(
      pairs.begin(), pairs.end(), [](const Pair& pair) { return first_name(pair) == "address too large for off_t"; });
  ASSERT_NE(too_large, pairs.end());

  const Answer answer = try_pair(wide, *too_large);

  EXPECT_EQ(answer.answer, "");
  EXPECT_NE(answer.reason, "");
}

}  // namespace
}  // namespace mapproof::precedence
