// A result file has its name only when it is whole, and nothing that is no file is ever replaced.
// SPDX-License-Identifier: Apache-2.0
#include "result/result_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "host/cannot_run.hpp"

namespace mapproof {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class ResultFileTest : public testing::Test {
 protected:
  ResultFileTest() { std::filesystem::create_directories(folder_); }
  ~ResultFileTest() override { std::filesystem::remove_all(folder_); }

  std::vector<std::string> lines() const {
    std::ifstream stream(path_);
    std::vector<std::string> all;
    for (std::string line; std::getline(stream, line);) all.push_back(line);
    return all;
  }

  const std::string folder_ =
      testing::TempDir() + "mapproof-" + testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::string path_ = folder_ + "/result.jsonl";
};

TEST_F(ResultFileTest, HasItsNameOnlyWhenItIsComplete) {
  ResultFile file(path_);
  file.write({{"event", "run"}});
  EXPECT_FALSE(std::filesystem::exists(path_));

  file.finish({{"seconds", 1}});

  ASSERT_THAT(lines(), SizeIs(2));
  nlohmann::json end = nlohmann::json::parse(lines()[1]);
  EXPECT_EQ(end["chain"].get<std::string>().size(), 64U);
  end.erase("chain");
  EXPECT_EQ(end, nlohmann::json({{"seconds", 1}, {"event", "end"}, {"lines", 1}}));
  EXPECT_FALSE(std::filesystem::exists(path_ + ".partial"));
}

TEST_F(ResultFileTest, LeavesNothingBehindWhenItIsGivenUp) {
  { ResultFile(path_).write({{"event", "run"}}); }

  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(ResultFileTest, LeavesAnEarlierFileAloneWhenItIsGivenUp) {
  { std::ofstream(path_) << "earlier\n"; }
  { ResultFile(path_).write({{"event", "run"}}); }

  EXPECT_EQ(lines(), std::vector<std::string>{"earlier"});
}

TEST_F(ResultFileTest, StaysReadableWhateverASubjectPrints) {
  ResultFile file(path_);
  file.write({{"event", "run"}, {"detail", "\xff\xfe"}});
  file.finish({});

  EXPECT_EQ(nlohmann::json::parse(lines()[0])["detail"], "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_F(ResultFileTest, SaysThatTheDiskIsFullAndLeavesTheDeviceADevice) {
  try {
    ResultFile("/dev/full").write({{"event", "run"}});
    FAIL() << "a full disk was not noticed";
  } catch (const CannotRun& end) {
    EXPECT_THAT(end.what(), HasSubstr("'/dev/full' cannot be written (ENOSPC)"));
  }
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST_F(ResultFileTest, WritesToADeviceWithoutReplacingIt) {
  ResultFile file("/dev/null");
  file.finish({});

  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

TEST_F(ResultFileTest, SaysThatTheFolderIsMissing) {
  try {
    const ResultFile file(folder_ + "/missing/result.jsonl");
    FAIL() << "a missing folder was not noticed";
  } catch (const CannotRun& end) {
    EXPECT_THAT(end.what(), HasSubstr("cannot be created (ENOENT)"));
  }
}

TEST(Hex, KeepsAll64Bits) { EXPECT_EQ(hex(UINT64_MAX), "0xffffffffffffffff"); }

}  // namespace
}  // namespace mapproof
