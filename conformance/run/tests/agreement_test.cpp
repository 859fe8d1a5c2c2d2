// Walks the truth table of docs/verdicts.md: JSON, JUnit, KTAP and the exit code say the same of every combination.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>

#include "run/output/events.hpp"
#include "run/output/junit.hpp"
#include "run/output/ktap.hpp"

namespace mapproof {
namespace {

constexpr ProfileSet in_7_1 = only({Profile::qnx_7_1});
constexpr Requirement plain{.id = "AAA_01", .text = "a", .source = "s", .evidence = "A", .judged_in = in_7_1};
constexpr Requirement central{
    .id = "CCC_01", .text = "c", .source = "s", .evidence = "A", .judged_in = in_7_1, .core = true};

// The columns of the table behind the word, in its order.
constexpr Weight columns[] = {
    {false, false, false}, {true, false, false}, {true, false, true}, {true, true, false}, {true, true, true}};

struct Cell {
  Verdict verdict = Verdict::pass;
  Weight weight;
  Effect effect = Effect::none;
};

Effect effect_named(const std::string& word) {
  if (word == "-") return Effect::none;
  EXPECT_TRUE(word == "open" || word == "no") << word;
  return word == "open" ? Effect::open : Effect::violated;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  const std::regex cell(R"(\|\s*([^|]*[^|\s])\s*(?=\|))");
  for (std::sregex_iterator it(line.begin(), line.end(), cell), end; it != end; ++it) cells.push_back((*it)[1]);
  return cells;
}

std::vector<Cell> table() {
  std::vector<Cell> all;
  std::ifstream page(MAPPROOF_VERDICTS_PAGE);
  for (std::string line; std::getline(page, line);) {
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() != 1 + std::size(columns) || !verdict_named(cells[0])) continue;
    for (std::size_t i = 0; i < std::size(columns); ++i) {
      all.push_back({verdict_named(cells[0]).value(), columns[i], effect_named(cells[i + 1])});
    }
  }
  return all;
}

CheckResult result_of(const Requirement& row, Verdict verdict, const Weight& weight) {
  CheckResult result;
  result.row = &row;
  result.title = "Check";
  result.verdict = verdict;
  result.weight = weight;
  result.detail = "a reason";
  return result;
}

struct Said {
  Conformity conformity;
  int exit_code;
  nlohmann::ordered_json end;
  bool junit_is_red;
  bool ktap_is_red;
};

bool is_red_junit(const std::string& xml) {
  std::smatch counts;
  EXPECT_TRUE(std::regex_search(xml, counts, std::regex(R"re(<testsuites[^>]* failures="(\d+)" errors="(\d+)")re")));
  return counts[1] != "0" || counts[2] != "0";
}

// "not ok" counts unless a directive says that it was foreseen.
bool is_red_ktap(const std::string& text) {
  return std::regex_search(text, std::regex("(^|\n)not ok (?![^\n]*# TODO)[^\n]*\n"));
}

Said said_about(const std::vector<CheckResult>& results) {
  RunReport report;
  report.results = results;
  report.target.missing = nlohmann::ordered_json::array();
  for (const CheckResult& result : results) report.conclusion.add(result.verdict, result.weight);
  const std::vector<CatalogueEntry> rows{{&plain, {"Check"}}, {&central, {"Check"}}};
  report.coverage = coverage_of(results, {rows, Profile::qnx_7_1, false}, report.target);
  ResultEvents events{{{"event", "run"}, {"backend", {{"name", "b"}}}, {"target", ""}, {"profile", "qnx-7.1"}}};
  for (const CatalogueEntry& entry : rows) events.push_back(row_event(entry, Profile::qnx_7_1));
  for (const CheckResult& result : results) events.push_back(check_event(result));
  events.push_back(end_event(report, events.size()));
  return {report.conclusion.conformity(), report.conclusion.exit_code(), events.back(), is_red_junit(as_junit(events)),
          is_red_ktap(as_ktap(events))};
}

void expect_agreement(const Said& said, Conformity expected, const std::string& about) {
  const bool yes = expected == Conformity::conformant;
  EXPECT_EQ(said.conformity, expected) << about;
  EXPECT_EQ(said.exit_code, yes ? 0 : 1) << about;
  EXPECT_EQ(said.end["verdict"], std::string(name_of(expected))) << about;
  EXPECT_EQ(said.end["conformant"], yes) << about;
  EXPECT_EQ(said.junit_is_red, !yes) << about;
  EXPECT_EQ(said.ktap_is_red, !yes) << about;
}

std::string in_words(const Cell& cell) {
  return std::string(name_of(cell.verdict)) + (cell.weight.judged ? ", judged" : "") +
         (cell.weight.core ? ", core" : "") + (cell.weight.optional ? ", optional" : "");
}

Conformity after(Effect effect) {
  if (effect == Effect::violated) return Conformity::not_conformant;
  return effect == Effect::open ? Conformity::incomplete : Conformity::conformant;
}

TEST(TruthTable, IsWholeAndIsWhatTheProgramDoes) {
  const std::vector<Cell> cells = table();

  ASSERT_EQ(cells.size(), verdict_count * std::size(columns));
  for (const Cell& cell : cells) EXPECT_EQ(effect_of(cell.verdict, cell.weight), cell.effect) << in_words(cell);
}

TEST(TruthTable, OfOneCheckBesideACorePass) {
  for (const Cell& cell : table()) {
    const Said said = said_about(
        {result_of(central, Verdict::pass, {true, true, false}), result_of(plain, cell.verdict, cell.weight)});
    expect_agreement(said, after(cell.effect), in_words(cell));
  }
}

TEST(TruthTable, OfOneCheckAlone) {
  for (const Cell& cell : table()) {
    const bool shown = cell.weight.judged && (cell.verdict == Verdict::pass);
    const Conformity best = shown ? Conformity::conformant : Conformity::incomplete;
    const Conformity expected = cell.effect == Effect::none ? best : after(cell.effect);
    expect_agreement(said_about({result_of(plain, cell.verdict, cell.weight)}), expected, in_words(cell));
  }
}

TEST(TruthTable, OfTwoChecksIsTheWorseOfBoth) {
  for (const Cell& one : table()) {
    for (const Cell& other : table()) {
      const Said said =
          said_about({result_of(central, Verdict::pass, {true, true, false}), result_of(plain, one.verdict, one.weight),
                      result_of(plain, other.verdict, other.weight)});
      expect_agreement(said, after(std::max(one.effect, other.effect)), in_words(one) + " and " + in_words(other));
    }
  }
}

TEST(TruthTable, PassesOfNeighboursStandForNoCore) {
  const Said said = said_about({result_of(plain, Verdict::pass, {true, false, true}),
                                result_of(central, Verdict::unsupported, {true, true, true})});

  expect_agreement(said, Conformity::incomplete, "a neighbour passes, the core is lacking");
}

TEST(Coverage, NamesWhatIsOpenAndWhatToDo) {
  const Said said = said_about({result_of(plain, Verdict::pass, {true, false, false}),
                                result_of(central, Verdict::untested, {true, true, false})});

  const nlohmann::ordered_json& coverage = said.end["coverage"];
  EXPECT_EQ(coverage["judged_rows"], 2);
  EXPECT_EQ(coverage["judged_rows_passed"], 1);
  EXPECT_EQ(coverage["core_rows"], 1);
  EXPECT_EQ(coverage["core_rows_passed"], 0);
  ASSERT_EQ(coverage["core_open"].size(), 1u);
  EXPECT_EQ(coverage["core_open"][0]["row"], "CCC_01");
  EXPECT_EQ(coverage["core_open"][0]["reason"], "a reason");
  EXPECT_NE(coverage["core_open"][0]["remedy"], "");
}

TEST(Coverage, CountsTheCoreThatWasNotAskedFor) {
  const Said said = said_about({result_of(plain, Verdict::pass, {true, false, false})});

  EXPECT_EQ(said.end["coverage"]["core_rows_not_asked"], 1);
}

}  // namespace
}  // namespace mapproof
