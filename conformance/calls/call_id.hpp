// Which call it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mapproof {

enum class CallId : std::uint32_t {
  none,  ///< an entry of the log that was begun and never filled
#define MAPPROOF_CALL(member, ...) member,
#include "calls.def"
#define MAPPROOF_ACTION(identity, name, ...) identity,
#include "calls.def"
#define MAPPROOF_ENTRY(point, answer) check_entry_##point,
#include "calls.def"
#define MAPPROOF_ENTRY(point, answer) subject_entry_##point,
#include "calls.def"
  count
};

/// The entry points of a driver.
enum class DriverEntry : std::uint32_t {
#define MAPPROOF_ENTRY(point, answer) point,
#include "calls.def"
};
inline constexpr std::uint32_t driver_entry_count =
    static_cast<std::uint32_t>(CallId::count) - static_cast<std::uint32_t>(CallId::subject_entry_config_add);

/// The entry point of a driver of the check, called by a framework; and of the subject's own, called by the check.
constexpr CallId check_entry(DriverEntry entry) {
  return CallId{static_cast<std::uint32_t>(CallId::check_entry_config_add) + static_cast<std::uint32_t>(entry)};
}
constexpr CallId subject_entry(DriverEntry entry) {
  return CallId{static_cast<std::uint32_t>(CallId::subject_entry_config_add) + static_cast<std::uint32_t>(entry)};
}
/// The entry point that a call of either kind is for.
constexpr DriverEntry entry_of(CallId id) {
  const CallId first =
      id < CallId::subject_entry_config_add ? CallId::check_entry_config_add : CallId::subject_entry_config_add;
  return DriverEntry{static_cast<std::uint32_t>(id) - static_cast<std::uint32_t>(first)};
}

}  // namespace mapproof
