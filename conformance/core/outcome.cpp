// Runs one check through GoogleTest and collects what it said.
// SPDX-License-Identifier: Apache-2.0
#include "outcome.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

#include "check.hpp"
#include "check_registry.hpp"
#include "host/cannot_run.hpp"
#include "record/call_log.hpp"

namespace mapproof {
namespace {

std::optional<Outcome> concluded;

// "checks/mem_offset/lock.cpp:12: ": a build tree's own path would make equal results differ.
std::string place_of(const testing::TestPartResult& part) {
  if (part.file_name() == nullptr) return "";
  const std::string path = part.file_name();
  constexpr std::string_view root = "conformance/";
  const std::size_t found = path.rfind(root);
  const std::string place = found == std::string::npos ? path : path.substr(found + root.size());
  return place + ":" + std::to_string(part.line_number()) + ": ";
}

// Listens in place of GoogleTest's printer: the verdict travels as a record, not as text on standard output.
class FailureCollector final : public testing::EmptyTestEventListener {
 public:
  explicit FailureCollector(std::string& text) : text_(text) {}

  void OnTestPartResult(const testing::TestPartResult& part) override {
    if (!part.failed()) return;
    CallLog* const log = call_log();
    if (log != nullptr && log->failed_at == 0) log->failed_at = log->count.load();
    if (!text_.empty()) text_ += "\n";
    text_ += place_of(part);
    text_ += part.message();
  }
  void OnTestEnd(const testing::TestInfo& info) override {
    ran_ = true;
    failed_ = info.result()->Failed();
  }

  bool ran() const { return ran_; }
  bool failed() const { return failed_; }

 private:
  std::string& text_;
  bool ran_ = false;
  bool failed_ = false;
};

}  // namespace

void conclude(Verdict verdict, std::string reason) {
  if (!concluded) concluded = Outcome{verdict, std::move(reason)};
}

Outcome run_in_this_process(const std::string& full_name) {
  concluded.reset();
  const RegisteredCheck* const check = find_check(full_name);
  if (check == nullptr) throw CannotRun("there is no check '" + full_name + "': see mapproof-conform --list.");
  testing::RegisterTest(std::string(check->row.id).c_str(), check->title, nullptr, nullptr, check->file, check->line,
                        [check] { return make_check(*check); });
  testing::GTEST_FLAG(filter) = full_name;
  testing::GTEST_FLAG(catch_exceptions) = true;
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  std::string failures;
  FailureCollector collector(failures);
  listeners.Append(&collector);
  const bool all_passed = RUN_ALL_TESTS() == 0;
  listeners.Release(&collector);

  if (!collector.ran()) throw CannotRun("check '" + full_name + "' did not run.");
  if (collector.failed() || !all_passed) return {Verdict::fail, failures};
  if (concluded) return *concluded;
  return {Verdict::pass, ""};
}

}  // namespace mapproof
