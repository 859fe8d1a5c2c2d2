// The calls under test as C++ values, on the model.
// SPDX-License-Identifier: Apache-2.0
#include "host/session.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace mapproof {
namespace {

class SessionTest : public testing::Test {
 protected:
  const mapproof_window& window() const { return session.facts().windows[0]; }

  Backend backend = load_backend("model");
  Session session{backend, {.target = "model:", .allow_write = true}};
};

TEST_F(SessionTest, MappingsAreUnmappedByThemselves) {
  std::size_t count = 0;
  {
    const Result<Mapping> mapping = session.map({.physical = window().physical, .length = session.page()});
    ASSERT_TRUE(mapping);
    session.table().mappings(session.handle(), nullptr, 0, &count);
    EXPECT_EQ(count, 1u);
  }
  session.table().mappings(session.handle(), nullptr, 0, &count);
  EXPECT_EQ(count, 0u);
}

TEST_F(SessionTest, RefusalsBecomeErrnos) {
  EXPECT_EQ(session.map({.physical = window().physical, .length = 0}).error(), Errno{EINVAL});
  EXPECT_EQ(session.unmap(nullptr, 0).error(), Errno{EINVAL});
  EXPECT_EQ(session.offset64(nullptr, 1).error(), Errno{EACCES});
  EXPECT_EQ(session.lock(nullptr, 1).error(), Errno{ENOMEM});
}

TEST_F(SessionTest, OffsetsComeBackWithTheirRun) {
  const Result<Mapping> mapping = session.map({.physical = window().physical, .length = 2 * session.page()});
  ASSERT_TRUE(mapping);

  const Result<Offset> found = session.offset64(mapping->at(1), SIZE_MAX);

  ASSERT_TRUE(found);
  EXPECT_EQ(found->physical, window().physical + 1);
  EXPECT_EQ(found->contig_length, 2 * session.page() - 1);
  EXPECT_EQ(session.offset32(mapping->address(), 1).error(), Errno{EOVERFLOW});
}

TEST_F(SessionTest, KnowsWhatTheTableHas) {
  EXPECT_TRUE(session.has(&mapproof_backend::mem_extents));
  EXPECT_TRUE(session.may_write());
}

}  // namespace
}  // namespace mapproof
