// What every check finds ready, and how its ending becomes a verdict.
// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"

#include <cerrno>

#include "calls/needs.hpp"
#include "outcome.hpp"
#include "record/call_log.hpp"
#include "subject.hpp"

namespace mapproof {
namespace {

// Runs one stage of a check. False if it ended the check with a verdict of its own.
bool completes(const std::function<void()>& stage) {
  try {
    stage();
    return true;
  } catch (const Unsupported& end) {
    conclude(Verdict::unsupported, end.reason);
  } catch (const Untested& end) {
    conclude(Verdict::untested, end.reason);
  } catch (const Unresolved& end) {
    conclude(Verdict::unresolved, end.reason);
  } catch (const std::exception& unexpected) {
    conclude(Verdict::unresolved, unexpected.what());
  }
  return false;
}

// Rows of QNX, which its releases do not agree on, tell nothing about a system that follows SVR5.
bool is_of_another_system(const Requirement& row, Profile profile) {
  return every_svr5.contains(profile) && (row.judged_in.bits & every_qnx.bits) != 0 &&
         (row.judged_in.bits & every_svr5.bits) == 0;
}

}  // namespace

Check* make_check(const RegisteredCheck& registered) {
  Check* const check = registered.make();
  check->row_ = &registered.row;
  check->claim_ = &registered.claim;
  return check;
}

void Check::SetUp() {
  ready_ = completes([this] { open_session(); });
}

void Check::open_session() {
  const Subject& subject = chosen_subject();
  session_ = std::make_unique<Session>(subject.backend, subject.options);
  const std::string missing = missing_need(*session_, row_->needs);
  if (!missing.empty()) throw Unsupported{missing};
  if (claim_->not_for.contains(profile())) throw Untested{"the documents of this profile say something else."};
  if (is_of_another_system(*claim_, profile())) throw Untested{"the documents of this profile are of another system."};
  if (accepted().empty() || !missing_need(*session_, api_map | api_window).empty()) return;
  views_ = std::make_unique<WindowViews>(*session_);
  if (CallLog* const log = call_log()) log->views = log->count.load();
}

void Check::TestBody() {
  if (ready_ && completes([this] { body(); })) demand_a_proof();
  if (ready_) demand_good_places();
}

// Whatever a check is about: no call of it may harm what the process has.
void Check::demand_good_places() const {
  const CallLog* const log = call_log();
  if (log == nullptr) return;
  const auto fail = [](std::uint32_t call, const char* text) {
    const testing::TestInfo& check = *testing::UnitTest::GetInstance()->current_test_info();
    if (call != 0) ADD_FAILURE_AT(check.file(), check.line()) << "call " << call << text;
  };
  fail(log->overlaid, " has no MAP_FIXED, and was placed over memory that was in use.");
  fail(log->outside, " was placed outside of the address space of the process.");
}

void Check::demand_a_proof() const {
  if (proved_ || HasFailure() || accepted().empty()) return;
  conclude(
      Verdict::unresolved,
      "this check of a refusal proved nothing: it needs expect_refused() with the repaired call, or expect_granted().");
}

void Check::TearDown() {
  completes([this] {
    if (session_ != nullptr && session_->has(&mapproof_backend::memory_release)) {
      for (const auto& [address, length] : acquired_) {
        session_->table().memory_release(session_->handle(), address, length);
      }
    }
    views_.reset();
    session_.reset();
  });
}

bool Check::holds_pages(const mapproof_window& window, std::size_t length) const {
  return window.physical % page() == 0 && window.length >= length && (window.protection & MAPPROOF_PROT_READ) != 0;
}

Profile Check::profile() const { return chosen_subject().profile; }

AcceptSet Check::accepted() const { return claim_->accepted(profile()); }

const mapproof_window& Check::window_where(const std::function<bool(const mapproof_window&)>& fits,
                                           std::string_view what_is_missing) const {
  const mapproof_facts& facts = session_->facts();
  for (std::size_t i = 0; i < facts.window_count; ++i) {
    if (fits(facts.windows[i])) return facts.windows[i];
  }
  throw Untested{std::string(what_is_missing)};
}

const mapproof_window& Check::window(std::size_t length) const {
  const mapproof_facts& facts = session_->facts();
  for (std::size_t i = 0; i < facts.window_count; ++i) {
    const mapproof_window& window = facts.windows[i];
    if (window.length >= length && (window.protection & MAPPROOF_PROT_READ) != 0) return window;
  }
  throw Unsupported{"this target offers no readable window of at least " + std::to_string(length) + " bytes."};
}

const mapproof_window& Check::pages_to_map(std::size_t count) const {
  const auto fits = [&](const mapproof_window& window) { return holds_pages(window, count * page()); };
  return window_where(fits, "this target offers no readable window of " + std::to_string(count) + " whole page(s).");
}

const mapproof_window& Check::pages_to_read(std::size_t count) const {
  const auto fits = [&](const mapproof_window& window) {
    return window.is_memory != 0 && holds_pages(window, count * page());
  };
  return window_where(fits, "this target offers no memory window of " + std::to_string(count) + " whole page(s).");
}

const mapproof_window& Check::pages_to_write(std::size_t count) const {
  const auto fits = [&](const mapproof_window& window) {
    return window.is_memory != 0 && (window.protection & MAPPROOF_PROT_WRITE) != 0 &&
           holds_pages(window, count * page());
  };
  // First: a target that may not be written to offers no window for it either.
  if (!session_->may_write()) throw Untested{"the suite may not write to this target: allow it with --allow-write."};
  return window_where(fits,
                      "this target offers no writable memory window of " + std::to_string(count) + " whole page(s).");
}

void* Check::hole(std::size_t count) const {
  const mapproof_window& window = pages_to_map(count);
  return given(session_->map({.physical = window.physical, .length = count * page()})).address();
}

void Check::cannot_arrange(const mapproof_arrange_outcome& outcome, std::string_view what) const {
  const std::string reason = outcome.reason != nullptr ? outcome.reason : "no reason was given.";
  if (outcome.error == ENOTSUP) throw Untested{std::string(what) + " is not possible here: " + reason};
  throw Unresolved{std::string(what) + " failed with " + errno_name(outcome.error) + ": " + reason};
}

void* Check::memory(mapproof_memory_kind kind, std::size_t length) const {
  if (!session_->has(&mapproof_backend::memory_acquire))
    throw Untested{"this backend cannot give memory of a known kind."};
  const mapproof_memory_request request{static_cast<std::uint32_t>(kind), -1, length};
  void* address = nullptr;
  const mapproof_arrange_outcome outcome = session_->table().memory_acquire(session_->handle(), &request, &address);
  if (outcome.error != 0) cannot_arrange(outcome, "memory of the kind that this check needs");
  acquired_.emplace_back(address, length);
  return address;
}

void* Check::locked_memory(mapproof_memory_kind kind, std::size_t length) const {
  if (!session_->has(&mapproof_backend::mlock)) throw Untested{"this backend cannot lock memory."};
  void* const address = memory(kind, length);
  given(session_->lock(address, length));
  return address;
}

void Check::provoke(mapproof_condition condition, std::uint64_t amount) const {
  if (!session_->has(&mapproof_backend::provoke)) throw Untested{"this backend cannot create situations."};
  const mapproof_provoke_request request{static_cast<std::uint32_t>(condition), 1, amount};
  const mapproof_arrange_outcome outcome = session_->table().provoke(session_->handle(), &request);
  if (outcome.error != 0) cannot_arrange(outcome, "the situation that this check needs");
}

Answer Check::during(mapproof_condition condition, std::uint64_t amount, const std::function<Answer()>& call) const {
  provoke(condition, amount);
  const Answer answer = call();
  relieve(condition);
  return answer;
}

void Check::relieve(mapproof_condition condition) const {
  const mapproof_provoke_request request{static_cast<std::uint32_t>(condition), 0, 0};
  const mapproof_arrange_outcome outcome = session_->table().provoke(session_->handle(), &request);
  if (outcome.error != 0) throw Unresolved{"a provoked situation could not be ended again"};
}

std::uint64_t Check::physical_of(const void* address) const {
  if (!session_->has(&mapproof_backend::physical_of))
    throw Untested{"this backend has no witness for physical addresses."};
  std::uint64_t physical = 0;
  const mapproof_arrange_outcome outcome = session_->table().physical_of(session_->handle(), address, &physical);
  if (outcome.error != 0) cannot_arrange(outcome, "the witness for a physical address");
  return physical;
}

}  // namespace mapproof
