// What the rows allow one call to answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/requirement.hpp"

namespace mapproof::explore {

/// The rows of the catalogue in the eyes of one profile. A row that the catalogue lacks, or that the profile does not
/// judge, binds nobody.
class Rows {
 public:
  Rows(const std::vector<const Requirement*>& all, Profile profile) : all_(all), profile_(profile) {}

  Profile profile() const { return profile_; }
  bool judged(std::string_view row) const;
  /// The errnos that a refusal for this reason may leave; empty for any.
  AcceptSet accepted(std::string_view row) const;

 private:
  const Requirement* find(std::string_view row) const;

  const std::vector<const Requirement*>& all_;
  Profile profile_;
};

/// What was seen and no row allows.
struct Mismatch {
  std::vector<std::string> rows;  ///< that it contradicts
  std::string expected;
  std::string actual;
  bool is_of_table = false;  ///< the list of mappings tells it, and no answer to a call
};

/// The outcomes that one call may have. Reasons for a refusal and promises of success are collected; where no judged
/// row decides, the subject may do as it likes and the reference follows.
class Rule {
 public:
  explicit Rule(const Rows& rows) : rows_(&rows) {}

  /// The documents of this row want the call refused.
  void refuse(std::string_view row);
  /// Reasons given from now on are looked at after those given so far, if `row` is judged.
  void then(std::string_view row);
  /// As refuse(), and no other reason is looked at before this one, if the row is judged.
  void refuse_first(std::string_view row);
  /// The call uses something that this row allows: without a reason for refusal it must succeed.
  void allow(std::string_view row);
  /// No document decides about this call.
  void leave_open() { open_ = true; }

  bool must_fail() const { return first_.has_value() || !refusing_.empty(); }
  std::optional<Mismatch> check(bool granted, int error) const;
  /// The rows that this call is about, for a mismatch that shows only afterwards.
  std::vector<std::string> rows() const;

 private:
  bool accepts(int error) const;
  std::string wanted() const;

  const Rows* rows_;
  std::optional<std::string> first_;
  std::vector<std::string> refusing_;
  std::vector<std::string> allowing_;
  bool open_ = false;
  bool decided_ = false;  ///< reasons that come later do not count
};

}  // namespace mapproof::explore
