// The small parts of the runner, each by itself.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "host/cannot_run.hpp"
#include "processes/captured_output.hpp"
#include "processes/record.hpp"
#include "processes/signals.hpp"
#include "run/check_process.hpp"
#include "run/options.hpp"
#include "run/selection.hpp"

namespace mapproof {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

// The payloads, and behind them "?" if something else came too.
std::vector<std::string> unframed(const std::string& token, const std::string& bytes) {
  Records records = unframe_records(token, bytes);
  if (!records.nothing_else) records.payloads.emplace_back("?");
  return records.payloads;
}

std::size_t workers_for(std::vector<const char*> words) {
  words.insert(words.begin(), "mapproof-conform");
  return parse_options(static_cast<int>(words.size()), words.data()).options.workers;
}

TEST(Options, ChecksOfADeviceRunOneAtATimeUnlessAsked) {
  const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());

  EXPECT_EQ(workers_for({}), processors);
  EXPECT_EQ(workers_for({"--target", "model:wide"}), processors);
  EXPECT_EQ(workers_for({"--backend", "linux"}), processors);
  EXPECT_EQ(workers_for({"--backend", "linux", "--target", "pci:0000:00:04.0/2"}), 1u);
  EXPECT_EQ(workers_for({"--backend", "./mine.so", "--target", "x", "-j", "3"}), 3u);
}

TEST(Record, ComesBackOnlyWithItsToken) {
  const std::string token = new_token();

  EXPECT_THAT(unframed(token, frame_record(token, "payload")), ElementsAre("payload"));
  EXPECT_THAT(unframed(token, frame_record(new_token(), "payload")), ElementsAre("?"));
}

TEST(Record, ComesBackWithThoseBehindIt) {
  const std::string token = new_token();

  EXPECT_THAT(unframed(token, ""), ElementsAre());
  EXPECT_THAT(unframed(token, frame_record(token, "one") + frame_record(token, "") + frame_record(token, "three")),
              ElementsAre("one", "", "three"));
}

TEST(Record, IsNotAloneIfAnythingElseCameWithIt) {
  const std::string token = new_token();
  const std::string record = frame_record(token, "payload");

  EXPECT_THAT(unframed(token, record + "x"), ElementsAre("payload", "?"));
  EXPECT_THAT(unframed(token, "x" + record), ElementsAre("?"));
}

TEST(Record, IsNotBelievedIfAPartIsMissing) {
  const std::string token = new_token();
  const std::string record = frame_record(token, "payload");
  for (std::size_t length = 1; length < record.size(); ++length) {
    EXPECT_THAT(unframed(token, record.substr(0, length)), ElementsAre("?")) << length;
  }
}

TEST(Token, IsNeverTheSameTwice) {
  EXPECT_EQ(new_token().size(), token_length);
  EXPECT_NE(new_token(), new_token());
}

TEST(CapturedOutput, KeepsAllOfALittle) {
  CapturedOutput output;
  output.append("one ");
  output.append("two");

  EXPECT_EQ(output.text(), "one two");
}

TEST(CapturedOutput, KeepsBeginningAndEndOfMuch) {
  CapturedOutput output;
  output.append("first");
  for (int i = 0; i < 1000; ++i) output.append(std::string(1000, 'x'));
  output.append("last");

  const std::string text = output.text();
  EXPECT_THAT(text, StartsWith("first"));
  EXPECT_EQ(text.substr(text.size() - 4), "last");
  EXPECT_THAT(text, HasSubstr("[" + std::to_string(1000009 - 2 * CapturedOutput::half) + " bytes left out]"));
}

TEST(CapturedOutput, LosesNothingUpToItsBound) {
  CapturedOutput output;
  output.append(std::string(CapturedOutput::half - 1, 'a'));
  output.append(std::string(CapturedOutput::half + 1, 'b'));

  EXPECT_EQ(output.text(), std::string(CapturedOutput::half - 1, 'a') + std::string(CapturedOutput::half + 1, 'b'));
}

TEST(SignalName, IsTheNameOrTheNumber) {
  EXPECT_EQ(signal_name(SIGSEGV), "SIGSEGV");
  EXPECT_EQ(signal_name(63), "signal 63");
}

constexpr Requirement row_a{.id = "AAA_01", .text = "a", .source = "s", .evidence = "A", .judged_in = nowhere};
constexpr Requirement row_b{.id = "BBB_01", .text = "b", .source = "s", .evidence = "A", .judged_in = nowhere};
const std::vector<CatalogueEntry> entries{{&row_a, {"One", "Two"}}, {&row_b, {"One"}}};

std::vector<std::string> selected(const std::vector<std::string>& globs) {
  std::vector<std::string> names;
  for (const CatalogueEntry& entry : select(entries, globs)) {
    for (const std::string& title : entry.checks) names.push_back(std::string(entry.row->id) + "." + title);
  }
  return names;
}

TEST(Selection, WithoutAGlobIsEverything) {
  EXPECT_THAT(selected({}), ElementsAre("AAA_01.One", "AAA_01.Two", "BBB_01.One"));
}

TEST(Selection, ByRowTakesAllItsChecks) { EXPECT_THAT(selected({"AAA_*"}), ElementsAre("AAA_01.One", "AAA_01.Two")); }

TEST(Selection, ByCheckTakesThatOne) { EXPECT_THAT(selected({"*.One"}), ElementsAre("AAA_01.One", "BBB_01.One")); }

TEST(Selection, ByTwoGlobsIsInCatalogueOrderWithoutRepeats) {
  EXPECT_THAT(selected({"BBB_01", "AAA_01.One", "AAA_01"}), ElementsAre("AAA_01.One", "AAA_01.Two", "BBB_01.One"));
}

TEST(Deadline, GrowsWithTheTimeThatOpeningTookUpToALimit) {
  EXPECT_EQ(deadline_on_this_host(0.001), 2);
  EXPECT_EQ(deadline_on_this_host(0.025), 10);
  EXPECT_EQ(deadline_on_this_host(5), 20);
}

TEST(Selection, OfNothingIsRefused) { EXPECT_THROW(selected({"AAA_01", "CCC_*"}), CannotRun); }

}  // namespace
}  // namespace mapproof
