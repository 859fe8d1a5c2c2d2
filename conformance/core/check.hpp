// How a check is declared and what it finds ready: an open session, its windows, its row.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check_registry.hpp"
#include "host/session.hpp"
#include "matchers.hpp"
#include "requirement.hpp"
#include "snapshot.hpp"

namespace mapproof {

/// Thrown by a check whose set-up failed: the row is unresolved, neither passed nor failed.
struct Unresolved {
  std::string reason;
};

/// Thrown by a check that meets a call or a window which the subject does not offer: the row is unsupported.
struct Unsupported {
  std::string reason;
};

/// Thrown by a check whose situation cannot be brought about on this target: the row is untested.
struct Untested {
  std::string reason;
};

/// What a refused call may have done to the mapping table and the windows.
enum class Afterwards {
  unchanged,
  may_change,  ///< the row says that the old mapping may be gone
};

/// Base of every check. Each one runs alone, in a process of its own.
class Check : public testing::Test {
 public:
  void SetUp() override;
  void TearDown() override;
  void TestBody() final;  // runs body() and turns the exceptions above into verdicts

 protected:
  virtual void body() = 0;

  const Requirement& row() const { return *row_; }
  /// The row whose sentence the check is about: row() itself, unless row() says that what another row says holds too.
  const Requirement& claim() const { return *claim_; }
  const Session& session() const { return *session_; }
  Profile profile() const;
  /// The errnos of a refusal in the active profile. Empty if the claim is about none.
  virtual AcceptSet accepted() const;
  std::size_t page() const { return session_->page(); }

  /// Any window that can be read (registers too: only map it, do not touch it), at least `length` long.
  const mapproof_window& window(std::size_t length) const;
  /// The first window that fits, or untested with this reason.
  const mapproof_window& window_where(const std::function<bool(const mapproof_window&)>& fits,
                                      std::string_view what_is_missing) const;

  /// A window that starts on a page and holds at least `count` whole pages: to map only, to map and load from (it
  /// behaves as memory), and to map, load from and store to. Untested without one, and if writing is not allowed.
  const mapproof_window& pages_to_map(std::size_t count) const;
  const mapproof_window& pages_to_read(std::size_t count) const;
  const mapproof_window& pages_to_write(std::size_t count) const;

  /// A place in the address space where `count` pages are free now: they have just been unmapped.
  void* hole(std::size_t count) const;

  /// Ordinary memory of a known kind, released at the end. Untested if the subject cannot give it.
  void* memory(mapproof_memory_kind kind, std::size_t length) const;
  /// Memory of a known kind, already locked.
  void* locked_memory(mapproof_memory_kind kind, std::size_t length) const;

  /// Brings a situation about, or ends it. Untested if this target cannot.
  void provoke(mapproof_condition condition, std::uint64_t amount = 0) const;
  void relieve(mapproof_condition condition) const;
  /// Makes one call under a provoked situation and ends that situation again, before anything else runs.
  Answer during(mapproof_condition condition, std::uint64_t amount, const std::function<Answer()>& call) const;

  /// The truth about an address, from a witness that is not the call under test. Untested without one.
  std::uint64_t physical_of(const void* address) const;

  /// The value of a set-up call; unresolved if it was refused.
  template <class T>
  T given(Result<T> result) const {
    if (!result) throw Unresolved{"set-up call was refused with " + name_of(result.error())};
    return std::move(result.value());
  }

  using Call = std::function<Answer()>;

  /// One refusal, proved: `faulty` is refused with an errno of the row's accept-set and changes neither the mapping
  /// table nor any window, unless the row allows it; `repaired`, the same call without that one fault, then succeeds.
  ///
  /// A check whose row accepts errnos has to come to one of these four: one that returns without is unresolved, because
  /// a refusal without its twin proves nothing.
  void expect_refused(const Call& faulty, const Call& repaired, Afterwards afterwards = Afterwards::unchanged) const;
  /// The same with errnos of this one call, for rows that are about more than one refusal.
  void expect_refused_with(const AcceptSet& errnos, const Call& faulty, const Call& repaired) const;
  /// The same where the row leaves it to the subject whether it refuses. True if it did.
  bool expect_refused_or_granted(const Call& faulty, const Call& repaired) const;
  /// The other side of such a row: what must not be refused.
  void expect_granted(const Call& call) const;

  /// Calls that together leave the mapping table as it was.
  void expect_no_trace(const std::function<void()>& calls) const;

 private:
  friend Check* make_check(const RegisteredCheck& registered);

  void open_session();
  enum class Grant { wrong, right };
  Answer prove(const Call& faulty, const Call& repaired, const AcceptSet& errnos, Grant grant,
               Afterwards afterwards) const;
  void demand_a_proof() const;
  void demand_good_places() const;
  std::string claim_in_words() const;
  bool holds_pages(const mapproof_window& window, std::size_t length) const;
  [[noreturn]] void cannot_arrange(const mapproof_arrange_outcome& outcome, std::string_view what) const;

  const Requirement* row_ = nullptr;
  const Requirement* claim_ = nullptr;
  bool ready_ = false;
  std::unique_ptr<Session> session_;
  std::unique_ptr<WindowViews> views_;
  mutable bool proved_ = false;  // one of the four expect_… has run to its end
  mutable std::vector<std::pair<void*, std::size_t>> acquired_;
};

/// A check of this registration, for GoogleTest to run and delete.
Check* make_check(const RegisteredCheck& registered);

/// The static object by which a check is linked in.
template <class T>
class CheckRegistration {
 public:
  CheckRegistration(const Requirement& row, const char* title, const char* file, int line)
      : CheckRegistration(row, title, file, line, row) {}
  CheckRegistration(const Requirement& row, const char* title, const char* file, int line, const Requirement& claim)
      : registered_{row, title, file, line, claim, []() -> Check* { return new T(); }} {
    register_check(registered_);
  }

 private:
  RegisteredCheck registered_;
};

}  // namespace mapproof

/// Declares a check of one row. `row` is a name in mapproof::rows: a typo or a withdrawn row does not compile. `title`
/// is the claim in words and ends in the observable. The body that follows is one claim: arrange, act, blank line,
/// assert.
#define CHECK_REQUIREMENT(row, title) CHECK_REQUIREMENT_WITH(::mapproof::Check, row, title)

/// The same on top of another class, for checks that share what they arrange.
// NOLINTBEGIN(bugprone-macro-parentheses): a base class cannot stand in any.
#define CHECK_REQUIREMENT_WITH(base, row, title)                                                              \
  class row##_##title final : public base {                                                                   \
    void body() override;                                                                                     \
  };                                                                                                          \
  static ::mapproof::CheckRegistration<row##_##title> register_##row##_##title(::mapproof::rows::row, #title, \
                                                                               __FILE__, __LINE__);           \
  void row##_##title::body()
// NOLINTEND(bugprone-macro-parentheses)
