// One row of the requirement catalogue: what a document demands, where, and what counts as keeping it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "calls/api.hpp"

namespace mapproof {

/// A target family whose documents a subject is held against. Values are bit positions in ProfileSet.
enum class Profile : std::uint32_t {
  qnx_6_5 = 0,
  qnx_6_6,
  qnx_7_0,
  qnx_7_1,   ///< the text of April 2023
  qnx_7_1b,  ///< the text of October 2024
  qnx_8_0,
  obs64,  ///< behaviour observed of the 6.4-era release
  svr5_ddi7,
  svr5_ddi8,
};

/// A set of profiles.
struct ProfileSet {
  std::uint32_t bits = 0;
  constexpr bool contains(Profile profile) const { return (bits >> static_cast<std::uint32_t>(profile) & 1u) != 0; }
  friend constexpr ProfileSet operator|(ProfileSet left, ProfileSet right) { return {left.bits | right.bits}; }
};

constexpr ProfileSet only(std::initializer_list<Profile> profiles) {
  ProfileSet set;
  for (Profile profile : profiles) set.bits |= 1u << static_cast<std::uint32_t>(profile);
  return set;
}

inline constexpr ProfileSet in_obs64 = only({Profile::obs64});
inline constexpr ProfileSet from_qnx_7_0 =
    only({Profile::qnx_7_0, Profile::qnx_7_1, Profile::qnx_7_1b, Profile::qnx_8_0});
inline constexpr ProfileSet from_qnx_6_6 = only({Profile::qnx_6_6}) | from_qnx_7_0;
inline constexpr ProfileSet every_qnx_document = only({Profile::qnx_6_5}) | from_qnx_6_6;
inline constexpr ProfileSet every_qnx = every_qnx_document | in_obs64;
inline constexpr ProfileSet every_svr5 = only({Profile::svr5_ddi7, Profile::svr5_ddi8});
inline constexpr ProfileSet nowhere{};

/// The errnos that a refusal may leave. Empty: the row demands no refusal.
struct AcceptSet {
  std::array<int, 4> numbers{};
  std::size_t count = 0;
  bool any = false;  ///< a refusal is demanded, and no document names its errno

  constexpr AcceptSet() = default;
  constexpr AcceptSet(std::initializer_list<int> accepted) {
    for (int number : accepted) numbers[count++] = number;
  }
  constexpr bool empty() const { return count == 0 && !any; }
  constexpr bool contains(int number) const {
    if (any) return number != 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (numbers[i] == number) return true;
    }
    return false;
  }
  constexpr AcceptSet without(int number) const {
    AcceptSet rest;
    rest.any = any;
    for (std::size_t i = 0; i < count; ++i) {
      if (numbers[i] != number) rest.numbers[rest.count++] = numbers[i];
    }
    return rest;
  }
};

/// For rows that demand a refusal whose errno no document names.
inline constexpr AcceptSet any_errno = [] {
  AcceptSet set;
  set.any = true;
  return set;
}();

/// A row. Ids are those of the catalogue with '_' for '-'; they are never renumbered and never reused.
struct Requirement {
  std::string_view id;
  std::string_view text;      ///< the sentence, in our own words
  std::string_view source;    ///< document, release, section
  std::string_view evidence;  ///< letters of the catalogue: A read, B name from a sibling, C observed, I inferred, ...
  ProfileSet judged_in;       ///< where a failure counts; elsewhere the answer is only reported
  AcceptSet accepts{};        ///< errnos of a refusal in documented profiles
  AcceptSet accepts_obs64{};  ///< the same in obs64, if it differs
  std::uint32_t needs = api_none;
  bool optional = false;             ///< a subject may lack these calls and still conform
  bool core = false;                 ///< where it is judged, no certificate exists unless each of its checks has passed
  bool narrow_off_t = false;         ///< about an off_t of 32 bits: nothing is asked of a system whose off_t has 64
  std::string_view untestable = {};  ///< why no check can exist; empty if one does
  ProfileSet not_for{};              ///< whose documents say something else: the row's checks are untested there

  constexpr const AcceptSet& accepted(Profile profile) const {
    return profile == Profile::obs64 && !accepts_obs64.empty() ? accepts_obs64 : accepts;
  }
};

}  // namespace mapproof
