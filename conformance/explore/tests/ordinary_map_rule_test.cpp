// What the rows of the catalogue let mmap() answer, by profile, on the model's facts.
// SPDX-License-Identifier: Apache-2.0
#include "explore/reference/ordinary_map_rule.hpp"

#include <gtest/gtest.h>

#include <cerrno>

#include "core/catalogue.hpp"
#include "core/profile.hpp"
#include "host/plugin.hpp"

namespace mapproof::explore {
namespace {

constexpr std::uint32_t private_memory = MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_ANON;

class OrdinaryMapRuleTest : public testing::Test {
 protected:
  static Step request(std::uint32_t flags, Object object = Object::none) {
    Step step;
    step.call = Call::ordinary_map;
    step.flags = flags;
    step.object = object;
    step.protection = MAPPROOF_PROT_READ;
    return step;
  }
  static bool allows(Profile profile, const Step& step, int error, Known lock_future = Known::no,
                     std::uint64_t length = 4096) {
    const Backend backend = load_backend("model");
    const Session session(backend, {"", std::string(mapproof::name_of(profile)), true});
    const Rows rows(all_requirements(), profile);
    const Arena arena(session.page());
    World world(session, rows, arena);
    world.lock_future = lock_future;
    const OrdinaryAsked asked{step, 0, length, 0};
    const Rule rule = ordinary_map_rule(world, asked);
    if (error != 0 && !rule.must_fail() && may_lack_means(world, asked, error)) return true;
    return !rule.check(error == 0, error).has_value();
  }
};

TEST_F(OrdinaryMapRuleTest, SoundMemoryMustBeGranted) {
  EXPECT_TRUE(allows(Profile::qnx_7_1, request(private_memory), 0));
  EXPECT_FALSE(allows(Profile::qnx_7_1, request(private_memory), ENOMEM));
}

TEST_F(OrdinaryMapRuleTest, NoLengthIsRefused) {
  EXPECT_TRUE(allows(Profile::qnx_7_1, request(private_memory), EINVAL, Known::no, 0));
  EXPECT_FALSE(allows(Profile::qnx_7_1, request(private_memory), 0, Known::no, 0));
}

TEST_F(OrdinaryMapRuleTest, TypeIsDemandedFrom70On) {
  const Step without_type = request(MAPPROOF_MAP_ANON);

  EXPECT_FALSE(allows(Profile::qnx_7_0, without_type, 0));
  EXPECT_TRUE(allows(Profile::qnx_6_6, without_type, 0));
  EXPECT_TRUE(allows(Profile::qnx_6_6, without_type, EINVAL));
  EXPECT_FALSE(allows(Profile::qnx_6_6, without_type, ENOTSUP));
}

TEST_F(OrdinaryMapRuleTest, ContiguousMemoryMayBeMissing) {
  const Step contiguous = request(private_memory | MAPPROOF_MAP_PHYS);

  EXPECT_TRUE(allows(Profile::qnx_7_1, contiguous, 0));
  EXPECT_TRUE(allows(Profile::qnx_7_1, contiguous, ENOTSUP));
  EXPECT_FALSE(allows(Profile::qnx_7_1, contiguous, EINVAL));
}

TEST_F(OrdinaryMapRuleTest, DescriptorDecidesTheErrno) {
  EXPECT_TRUE(allows(Profile::qnx_7_1, request(MAPPROOF_MAP_SHARED, Object::file_read_only), 0));
  EXPECT_TRUE(allows(Profile::qnx_7_1, request(MAPPROOF_MAP_SHARED, Object::file_write_only), EACCES));
  EXPECT_TRUE(allows(Profile::qnx_7_1, request(MAPPROOF_MAP_SHARED, Object::closed), EBADF));
  EXPECT_TRUE(allows(Profile::qnx_7_1, request(MAPPROOF_MAP_SHARED, Object::pipe), ENODEV));
  EXPECT_FALSE(allows(Profile::qnx_7_1, request(MAPPROOF_MAP_SHARED, Object::pipe), ENOTSUP));
  EXPECT_TRUE(allows(Profile::obs64, request(MAPPROOF_MAP_SHARED, Object::pipe), ENOTSUP));
}

TEST_F(OrdinaryMapRuleTest, LockLimitRefusesWhatMustBeBornLocked) {
  Step limited = request(private_memory);
  limited.situation = MAPPROOF_LOCK_LIMIT;

  EXPECT_TRUE(allows(Profile::qnx_7_1, limited, 0));
  EXPECT_FALSE(allows(Profile::qnx_7_1, limited, EAGAIN));
  EXPECT_TRUE(allows(Profile::qnx_7_1, limited, EAGAIN, Known::yes));
  EXPECT_FALSE(allows(Profile::qnx_7_1, limited, 0, Known::yes));
}

TEST_F(OrdinaryMapRuleTest, RowsThatAreNotJudgedBindNobody) {
  const Step both = request(private_memory, Object::file_read_only);

  EXPECT_FALSE(allows(Profile::obs64, both, 0));
  EXPECT_TRUE(allows(Profile::qnx_7_1, both, 0));
}

}  // namespace
}  // namespace mapproof::explore
