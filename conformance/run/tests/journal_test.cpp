// A journal is half a record in a chain: it is told from a whole one, goes on after a kill, and nobody edits it unseen.
// SPDX-License-Identifier: Apache-2.0
#include "run/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "host/cannot_run.hpp"
#include "program_run.hpp"

namespace mapproof {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using Json = nlohmann::ordered_json;
using Lines = std::vector<std::string>;

constexpr std::size_t checks = 4;

class JournalOfAKilledRun : public testing::Test {
 protected:
  // Two verdicts, then the process is gone.
  void SetUp() override {
    std::vector<CheckResult> results = planned();
    Journal journal(path_, run_, files_, false, results);
    for (std::size_t n = 0; n < 2; ++n) record(journal, results[n]);
    lines_ = lines();
    ASSERT_THAT(lines_, SizeIs(4));
  }

  std::vector<CheckResult> planned() const {
    std::vector<CheckResult> results(checks);
    for (std::size_t n = 0; n < checks; ++n) {
      results[n].row = &row_;
      results[n].title = "Check" + std::to_string(n);
    }
    return results;
  }

  static void record(Journal& journal, CheckResult& result) {
    result.verdict = result.title == "Check1" ? Verdict::fail : Verdict::pass;
    result.seconds = 0.1;
    result.detail = "caf\xe9";  // whatever bytes a subject prints
    journal.add(result);
  }

  Lines lines() const {
    Lines found;
    std::ifstream file(path_ + ".partial");
    for (std::string line; std::getline(file, line);) found.push_back(line);
    return found;
  }

  void write(const Lines& all) const {
    std::ofstream file(path_ + ".partial", std::ios::trunc);
    for (const std::string& line : all) file << line << "\n";
  }

  // How many verdicts a resumed run takes over.
  std::size_t resumed() const {
    std::vector<CheckResult> results = planned();
    const Journal journal(path_, run_, files_, true, results);
    std::size_t known = 0;
    for (const CheckResult& result : results) known += result.known ? 1 : 0;
    return known;
  }

  ScratchFolder folder_;
  std::string path_ = folder_.file("result");
  Requirement row_{};
  Json run_ = {{"event", "run"},        {"schema", 1},
               {"kind", "conformance"}, {"backend", {{"name", "b"}, {"version", "1"}}},
               {"profile", "p"},        {"environment", {{"cpus", 2}}}};
  Json files_ = {{"program", nullptr}};
  Lines lines_;
};

TEST_F(JournalOfAKilledRun, HasEachVerdictWithItsLinkAndNoEnd) {
  std::set<std::string> links;
  for (std::size_t n = 2; n < lines_.size(); ++n) {
    const Json event = Json::parse(lines_[n]);
    EXPECT_EQ(event.at("event"), "check");
    EXPECT_THAT(event.at("chain").get<std::string>(), SizeIs(64));
    links.insert(event.at("chain"));
  }
  EXPECT_THAT(links, SizeIs(2));
}

TEST_F(JournalOfAKilledRun, IsGoneOnWithInTheSameChain) {
  {
    std::vector<CheckResult> results = planned();
    Journal journal(path_, run_, files_, true, results);
    record(journal, results[2]);
  }
  const ScratchFolder other;
  {
    std::vector<CheckResult> results = planned();
    Journal undisturbed(other.file("result"), run_, files_, false, results);
    for (std::size_t n = 0; n < 3; ++n) record(undisturbed, results[n]);
  }

  EXPECT_EQ(text_of_file(path_ + ".partial"), text_of_file(other.file("result.partial")));
  EXPECT_EQ(resumed(), 3u);
}

TEST_F(JournalOfAKilledRun, IsRefusedWhenSomebodyEditedIt) {
  using Edit = void (*)(Lines&);
  const Edit edits[] = {
      [](Lines& all) { all.erase(all.begin() + 2); },
      [](Lines& all) { std::swap(all[2], all[3]); },
      [](Lines& all) { all.insert(all.begin() + 2, all[2]); },
      [](Lines& all) { all[3].replace(all[3].find("fail"), 4, "pass"); },
      [](Lines& all) { all[0].replace(all[0].find("\"p\""), 3, "\"q\""); },
      [](Lines& all) { all[1].replace(all[1].find("null"), 4, "true"); },
      [](Lines& all) { all[2] += " "; },
  };
  for (const Edit edit : edits) {
    Lines edited = lines_;
    edit(edited);
    write(edited);

    try {
      resumed();
      ADD_FAILURE() << "resumed: " << testing::PrintToString(edited);
    } catch (const CannotRun& refusal) {
      EXPECT_THAT(refusal.what(), HasSubstr("breaks its chain at line"));
    }
  }
  write(lines_);
  EXPECT_EQ(resumed(), 2u);
}

TEST_F(JournalOfAKilledRun, IsRefusedWhenALineIsNoEvent) {
  for (const char* line : {"no JSON", "[]", "7", R"({"event":7})", R"({"event":"run","backend":3})"}) {
    Lines damaged = lines_;
    damaged.emplace_back(line);
    write(damaged);

    EXPECT_THROW(resumed(), CannotRun) << line;
  }
}

TEST_F(JournalOfAKilledRun, DoesNotCountALineThatWasCutShort) {
  std::ofstream(path_ + ".partial", std::ios::app) << lines_.back().substr(0, 20);

  EXPECT_EQ(resumed(), 2u);
  EXPECT_EQ(lines(), lines_);
}

}  // namespace
}  // namespace mapproof
