// How a refusal is proved.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "check.hpp"
#include "explain/call_text.hpp"
#include "record/call_log.hpp"

namespace mapproof {
namespace {

std::string accepted_names(const AcceptSet& accepted) {
  std::string names;
  for (std::size_t i = 0; i < accepted.count; ++i) names += (i == 0 ? "" : " or ") + errno_name(accepted.numbers[i]);
  return names.empty() ? "any errno" : names;
}

std::string in_words(const Answer& answer) { return testing::PrintToString(answer); }

// Blames the check's own line, not one in this file.
void fail_this_check(const std::string& text) {
  const testing::TestInfo& check = *testing::UnitTest::GetInstance()->current_test_info();
  ADD_FAILURE_AT(check.file(), check.line()) << text;
}

std::uint32_t calls_so_far() { return call_log() == nullptr ? 0 : call_log()->count.load(); }

// Notes which calls made the answer that is wrong. The first finding of a check is the one that counts.
void note_finding(Judgement::Finding finding, std::uint32_t first, const Answer& answer, const AcceptSet* errnos,
                  bool may_be_granted = false) {
  CallLog* const log = call_log();
  if (log == nullptr || log->judgement.finding != Judgement::Finding::none) return;
  Judgement judgement;
  judgement.finding = finding;
  judgement.first = first;
  judgement.end = calls_so_far();
  judgement.granted = answer.granted() ? 1 : 0;
  judgement.error = answer.error().number;
  judgement.may_be_granted = may_be_granted ? 1 : 0;
  judgement.must_be_refused = errnos != nullptr ? 1 : 0;
  if (errnos != nullptr) {
    judgement.any_errno = errnos->any ? 1 : 0;
    judgement.errno_count = static_cast<std::uint32_t>(errnos->count);
    std::copy(errnos->numbers.begin(), errnos->numbers.end(), judgement.errnos.begin());
  }
  log->judgement = judgement;
}

void note_change(std::uint32_t first) {
  CallLog* const log = call_log();
  if (log == nullptr || log->judgement.finding != Judgement::Finding::none) return;
  log->judgement.finding = Judgement::Finding::change;
  log->judgement.first = first;
  log->judgement.end = calls_so_far();
}

// The device mappings before the calls from `first` on, as earlier calls made them, and as they are now.
std::string picture(const Session& session, std::uint32_t first) {
  if (call_log() == nullptr) return "";
  std::string text = "\nmapped before, according to the calls:" + mapped_by_calls(*call_log(), first);
  if (session.has(&mapproof_backend::mappings)) {
    text += "\nmapped after, according to the system:" + mapped_by_witness(*call_log(), list_mappings(session));
  }
  return text;
}

// The process's own allocator grows now and then; what grows with each of so many refusals is a leak.
constexpr int refusals_that_grow = 8;

// What this program's own heap gives back between two looks would count as grown at the second.
void keep_heap() {
#if defined(__GLIBC__)
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
#endif
}

bool grows_with_each_refusal(const Session& session, const std::function<Answer()>& faulty) {
  keep_heap();
  const WindowViews none;
  for (int i = 0; i < refusals_that_grow; ++i) {
    const std::uint64_t before = Snapshot(session, none).ordinary_bytes();
    if (faulty().granted() || Snapshot(session, none).ordinary_bytes() <= before) return false;
  }
  return true;
}

}  // namespace

void Check::expect_refused(const Call& faulty, const Call& repaired, Afterwards afterwards) const {
  const AcceptSet errnos = accepted();
  prove(faulty, repaired, errnos.empty() ? any_errno : errnos, Grant::wrong, afterwards);
}

void Check::expect_refused_with(const AcceptSet& errnos, const Call& faulty, const Call& repaired) const {
  prove(faulty, repaired, errnos, Grant::wrong, Afterwards::unchanged);
}

bool Check::expect_refused_or_granted(const Call& faulty, const Call& repaired) const {
  return !prove(faulty, repaired, accepted(), Grant::right, Afterwards::unchanged).granted();
}

void Check::expect_granted(const Call& call) const {
  const std::uint32_t first = calls_so_far();
  const Answer answer = call();
  proved_ = true;
  if (answer.granted()) return;
  note_finding(Judgement::Finding::answer, first, answer, nullptr);
  fail_this_check(claim_in_words() + "expected: success\n  actual: " + in_words(answer) + picture(*session_, first));
}

void Check::expect_no_trace(const std::function<void()>& calls) const {
  const WindowViews none;
  const Snapshot before(*session_, none);
  const std::uint32_t first = calls_so_far();
  calls();
  const std::string difference = before.difference(Snapshot(*session_, none));
  if (difference.empty()) return;
  note_change(first);
  fail_this_check(claim_in_words() + "these calls together change nothing, but " + difference +
                  picture(*session_, first));
}

std::string Check::claim_in_words() const {
  return std::string(claim_->id) + ": " + std::string(claim_->text) + "\n  ";
}

Answer Check::prove(const Call& faulty, const Call& repaired, const AcceptSet& errnos, Grant grant,
                    Afterwards afterwards) const {
  const WindowViews none;
  const WindowViews& views = views_ != nullptr ? *views_ : none;

  const Snapshot before(*session_, views);
  const std::uint32_t first = calls_so_far();
  const Answer answer = faulty();
  const Snapshot after(*session_, views);
  proved_ = true;

  if (answer.granted() && grant == Grant::right) return answer;
  if (answer.granted() || !errnos.contains(answer.error().number)) {
    note_finding(Judgement::Finding::answer, first, answer, &errnos, grant == Grant::right);
    fail_this_check(claim_in_words() + "expected: refusal with " + accepted_names(errnos) +
                    "\n  actual: " + in_words(answer) + picture(*session_, first));
  }
  const std::string difference = before.difference(after);
  if (afterwards == Afterwards::unchanged && !difference.empty()) {
    note_change(first);
    fail_this_check(claim_in_words() + "a refused call changes nothing, but " + difference + picture(*session_, first));
  }
  const bool grew = !answer.granted() && after.ordinary_bytes() > before.ordinary_bytes();
  if (grew && grows_with_each_refusal(*session_, faulty)) {
    if (CallLog* const log = call_log()) log->judgement.finding = Judgement::Finding::leak;
    fail_this_check(claim_in_words() + "a refused call changes nothing, but each one left memory mapped.");
  }
  const std::uint32_t again = calls_so_far();
  const Answer twin = repaired();
  if (!twin.granted()) {
    note_finding(Judgement::Finding::twin, again, twin, nullptr);
    fail_this_check(claim_in_words() + "expected: the same call without that one fault succeeds\n  actual: " +
                    in_words(twin) + picture(*session_, again));
  }
  return answer;
}

}  // namespace mapproof
