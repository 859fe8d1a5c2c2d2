// The chain changes with every line before a link, and with nothing that differs between two equal runs.
// SPDX-License-Identifier: Apache-2.0
#include "result/chain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace mapproof {
namespace {

using testing::Ne;
using Json = nlohmann::ordered_json;

Json run() {
  return {{"event", "run"},      {"schema", 1},    {"kind", "conformance"},
          {"mapproof", "1"},     {"commit", "c"},  {"backend", {{"name", "b"}, {"version", "1"}, {"origin", "here"}}},
          {"target", "t"},       {"profile", "p"}, {"started", "today"},
          {"allow_write", false}};
}

Json check(const std::string& title) {
  return {{"event", "check"}, {"row", "A_1"}, {"check", title}, {"verdict", "pass"}, {"seconds", 0.5}, {"detail", "é"}};
}

std::string head_of(const std::vector<Json>& events) {
  Chain chain;
  for (const Json& event : events) chain.line_of(event);
  return Json::parse(chain.line_of({{"event", "end"}})).at("chain");
}

// Worked out by another implementation: docs/result-format.md has the rule.
TEST(Chain, FollowsTheDocumentedRule) {
  EXPECT_EQ(head_of({run(), {{"event", "row"}, {"row", "A_1"}}, check("Holds")}),
            "5d7e170e88ded561ded0dca33f9d97f4a72fd483264950dccf29fb1afd5438b5");
}

TEST(Chain, GivesACheckItsLinkAndLeavesARowAsItIs) {
  Chain chain;
  chain.line_of(run());

  EXPECT_EQ(chain.line_of({{"event", "row"}, {"row", "A_1"}}), R"({"event":"row","row":"A_1"})");
  EXPECT_EQ(Json::parse(chain.line_of(check("Holds"))).at("chain").get<std::string>().size(), 64U);
}

TEST(Chain, DoesNotKnowWhenOrWhereOrHowLong) {
  Json later = run();
  later["started"] = "tomorrow";
  later["backend"]["origin"] = "there";
  Json slower = check("Holds");
  slower["seconds"] = 7;

  EXPECT_EQ(head_of({later, slower}), head_of({run(), check("Holds")}));
}

TEST(Chain, ChangesWithAPluginsFile) {
  Json plugin = run();
  plugin["backend"]["sha256"] = "ab";
  Json other = run();
  other["backend"]["sha256"] = "cd";

  EXPECT_THAT(head_of({plugin}), Ne(head_of({run()})));
  EXPECT_THAT(head_of({plugin}), Ne(head_of({other})));
}

TEST(Sha256, OfAFileIsThatOfItsBytes) {
  const std::string path = testing::TempDir() + "sha256_of_abc";
  std::ofstream(path) << "abc";

  EXPECT_EQ(sha256_of_file(path), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of_file(path + ".none"), "");
  EXPECT_EQ(sha256_of_file(testing::TempDir()), "");
  EXPECT_EQ(sha256_of_this_program().size(), 64U);
  std::remove(path.c_str());
}

TEST(Chain, ChangesWithEveryOtherChange) {
  const std::string head = head_of({run(), check("A"), check("B")});
  Json failed = check("A");
  failed["verdict"] = "fail";
  Json other = run();
  other["profile"] = "q";

  EXPECT_THAT(head_of({run(), check("B"), check("A")}), Ne(head));
  EXPECT_THAT(head_of({run(), check("B")}), Ne(head));
  EXPECT_THAT(head_of({run(), check("A"), check("A"), check("B")}), Ne(head));
  EXPECT_THAT(head_of({run(), failed, check("B")}), Ne(head));
  EXPECT_THAT(head_of({other, check("A"), check("B")}), Ne(head));
}

}  // namespace
}  // namespace mapproof
