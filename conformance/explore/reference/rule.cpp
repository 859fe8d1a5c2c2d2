// Decides whether an answer is among those that the rows allow.
// SPDX-License-Identifier: Apache-2.0
#include "rule.hpp"

#include <algorithm>

#include "host/errno_name.hpp"

namespace mapproof::explore {

const Requirement* Rows::find(std::string_view row) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Requirement* each) { return each->id == row; });
  return found == all_.end() ? nullptr : *found;
}

bool Rows::judged(std::string_view row) const {
  const Requirement* const found = find(row);
  return found != nullptr && found->judged_in.contains(profile_);
}

AcceptSet Rows::accepted(std::string_view row) const {
  const Requirement* const found = find(row);
  return found == nullptr ? AcceptSet{} : found->accepted(profile_);
}

void Rule::then(std::string_view row) { decided_ = decided_ || (must_fail() && rows_->judged(row)); }

void Rule::refuse(std::string_view row) {
  if (decided_) return;
  if (rows_->judged(row)) {
    refusing_.emplace_back(row);
  } else {
    open_ = true;
  }
}

void Rule::refuse_first(std::string_view row) {
  if (rows_->judged(row)) {
    first_ = std::string(row);
  } else {
    refuse(row);
  }
}

void Rule::allow(std::string_view row) {
  if (rows_->judged(row)) {
    allowing_.emplace_back(row);
  } else {
    open_ = true;
  }
}

bool Rule::accepts(int error) const {
  const auto allows = [&](const std::string& row) {
    const AcceptSet accepted = rows_->accepted(row);
    return accepted.empty() || accepted.contains(error);
  };
  if (error == 0) return false;
  if (first_) return allows(*first_);
  return open_ || std::any_of(refusing_.begin(), refusing_.end(), allows);
}

std::string Rule::wanted() const {
  if (!must_fail()) return open_ ? "success, or a refusal with any errno" : "success";
  std::string names;
  for (const std::string& row : first_ ? std::vector<std::string>{*first_} : refusing_) {
    const AcceptSet accepted = rows_->accepted(row);
    if (accepted.empty()) names += (names.empty() ? "any errno (" : " or any errno (") + row + ")";
    for (std::size_t i = 0; i < accepted.count; ++i) {
      names += (names.empty() ? "" : " or ") + errno_name(accepted.numbers[i]) + " (" + row + ")";
    }
  }
  return "a refusal with " + names;
}

std::vector<std::string> Rule::rows() const {
  if (first_) return {*first_};
  return refusing_.empty() ? allowing_ : refusing_;
}

std::optional<Mismatch> Rule::check(bool granted, int error) const {
  if (granted ? !must_fail() : (accepts(error) && (must_fail() || open_))) return std::nullopt;
  return Mismatch{rows(), wanted(), granted ? "success" : "a refusal with " + errno_name(error)};
}

}  // namespace mapproof::explore
