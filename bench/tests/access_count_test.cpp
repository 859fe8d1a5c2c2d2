// Every width makes exactly as many accesses as the range holds, counted by the CPU's own faults.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "access_counter.hpp"
#include "cpu_widths.hpp"
#include "questions/access/access_width.hpp"

namespace mapproof::bench {
namespace {

class AccessCount : public testing::TestWithParam<std::size_t> {
 protected:
  const Access& access() const { return *access_of(GetParam()); }
  WatchedPage page_;
};

TEST_P(AccessCount, OneLoadForEachWidth) {
  const AccessCounts counts = page_.count([this] { access().load(page_.address(), WatchedPage::length); });

  EXPECT_EQ(counts.loads, WatchedPage::length / GetParam());
  EXPECT_EQ(counts.stores, 0u);
}

TEST_P(AccessCount, OneStoreForEachWidth) {
  const AccessCounts counts = page_.count([this] { access().store(page_.address(), WatchedPage::length, 1); });

  EXPECT_EQ(counts.stores, WatchedPage::length / GetParam());
  EXPECT_EQ(counts.loads, 0u);
}

INSTANTIATE_TEST_SUITE_P(Every, AccessCount, testing::ValuesIn(widths_of_this_cpu()),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace mapproof::bench
