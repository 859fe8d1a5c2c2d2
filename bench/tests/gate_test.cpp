// Which figures a conformance result holds back, and which results are refused.
// SPDX-License-Identifier: Apache-2.0
#include "trust/gate.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "host/cannot_run.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

Json run_event(const char* kind) {
  return {{"event", "run"},
          {"kind", kind},
          {"backend", {{"name", "made"}, {"version", "1"}, {"origin", "/made.so"}}},
          {"target", "t"},
          {"profile", "qnx-7.1"},
          {"mapproof", "0.1.0"},
          {"commit", "abc"},
          {"environment", {{"host", "here"}}}};
}

class GateTest : public testing::Test {
 protected:
  ~GateTest() override { unlink(path().c_str()); }
  static std::string path() { return testing::TempDir() + "gate_test." + std::to_string(getpid()); }

  static void write(const std::vector<Json>& events) {
    std::ofstream file(path());
    for (const Json& event : events) file << event.dump() << "\n";
  }
  static Json end() { return {{"event", "end"}, {"interrupted", false}}; }
  static Json check(const char* row, const char* verdict) {
    return {{"event", "check"}, {"row", row}, {"verdict", verdict}};
  }
  static Row after(const std::vector<Json>& checks, const std::vector<std::string>& needs) {
    std::vector<Json> events{run_event("conformance")};
    events.insert(events.end(), checks.begin(), checks.end());
    events.push_back(end());
    write(events);
    Row row;
    row.name = "map";
    row.needs = needs;
    std::vector<Group> plan{{row}};
    Gate{path(), run_event("benchmark")}.apply(plan);
    return plan.front().front();
  }
};

TEST_F(GateTest, RowThatPassedOpensIt) {
  const Row row = after({check("MDM_01", "pass"), check("MDM_01", "untested")}, {"MDM_01"});

  EXPECT_FALSE(row.refusal);
  EXPECT_TRUE(row.failed.empty());
}

TEST_F(GateTest, EveryOtherWordClosesItAndIsNamed) {
  for (const char* word : {"fail", "crashed", "timeout", "unresolved", "waived", "untested", "unsupported"}) {
    const Row row = after({check("MDM_01", word), check("MUN_03", "pass")}, {"MDM_01", "MUN_03"});

    ASSERT_TRUE(row.refusal) << word;
    EXPECT_EQ(row.refusal->name, "ECANCELED");
    EXPECT_EQ(row.refusal->reason, std::string("MDM_01 is ") + word + " in the same run.");
    EXPECT_EQ(row.failed, std::vector<std::string>{"MDM_01"});
  }
}

TEST_F(GateTest, OneFailureAmongPassesClosesIt) {
  EXPECT_TRUE(after({check("MDM_01", "pass"), check("MDM_01", "fail")}, {"MDM_01"}).refusal);
}

TEST_F(GateTest, RowThatWasNotCheckedClosesIt) {
  EXPECT_EQ(after({}, {"MDM_01"}).refusal->reason, "MDM_01 was not checked in the same run.");
}

TEST_F(GateTest, RowWithoutNeedsIsOpen) { EXPECT_FALSE(after({}, {}).refusal); }

TEST_F(GateTest, ResultOfAnotherSubjectIsRefused) {
  for (const char* member : {"backend", "target", "profile", "mapproof", "commit", "environment"}) {
    Json other = run_event("conformance");
    other[member] = "another";
    write({other, end()});
    EXPECT_THROW((Gate{path(), run_event("benchmark")}), CannotRun) << member;
  }
}

TEST_F(GateTest, WhatIsNoWholeConformanceResultIsRefused) {
  const Json good = run_event("conformance");
  Json interrupted = end();
  interrupted["interrupted"] = true;
  for (const std::vector<Json>& events :
       {std::vector<Json>{}, {good}, {good, interrupted}, {run_event("benchmark"), end()}, {good, "text", end()}}) {
    write(events);
    EXPECT_THROW((Gate{path(), run_event("benchmark")}), CannotRun);
  }
  unlink(path().c_str());
  EXPECT_THROW((Gate{path(), run_event("benchmark")}), CannotRun);
}

TEST(Needed, IsTheUnionOfAllRows) {
  Row one;
  one.needs = {"MDM_01", "MUN_03"};
  Row other;
  other.needs = {"MDM_01"};

  EXPECT_EQ(needed({{one}, {other}}), (std::set<std::string>{"MDM_01", "MUN_03"}));
}

}  // namespace
}  // namespace mapproof::bench
