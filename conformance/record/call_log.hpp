// What a check asked of its subject, call by call, and which of the answers it judged.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "calls/call_id.hpp"

namespace mapproof {

/// One call through the table of a backend, or action of the check, as it was made and answered.
struct RecordedCall {
  static constexpr std::size_t longest_request = 96;
  static constexpr std::size_t longest_name = 48;

  CallId id;
  std::uint32_t answered;    ///< 0 as long as it has not come back
  std::int32_t process;      ///< who made it
  std::uint32_t in_handler;  ///< 1 if it interrupted another one, or signals were blocked: a signal handler made it
  std::uint64_t thread;
  std::uint64_t value;  ///< of the answer; an address or a status in 64 bits
  std::int32_t error;
  std::uint32_t name_length;             ///< of the text that a request names; `name` holds its beginning
  std::uint32_t name_repeats;            ///< 1 if the rest of it is the last character of `name`, over and over
  std::uint32_t names_open_file;         ///< 1 if its descriptor was open in this process
  std::uint32_t ended_at;                ///< so many calls had begun when it came back
  std::array<std::uint64_t, 3> initial;  ///< what stood where its pointers point,
  std::array<std::uint64_t, 3> stored;   ///< and what the call left there
  alignas(std::max_align_t) std::array<unsigned char, longest_request> request;
  std::array<char, longest_name> name;

  bool name_is_whole() const { return name_length < longest_name; }
};

/// What the check found of the answers between two places of the log.
struct Judgement {
  enum class Finding : std::uint32_t { none, answer, change, twin, leak };
  Finding finding = Finding::none;
  std::uint32_t first = 0;  ///< the calls among which is the judged one
  std::uint32_t end = 0;
  std::uint32_t must_be_refused = 0;
  std::uint32_t may_be_granted = 0;
  std::uint32_t any_errno = 0;
  std::uint32_t errno_count = 0;
  std::array<std::int32_t, 4> errnos{};
  std::uint32_t granted = 0;  ///< what came
  std::int32_t error = 0;
};

/// Lives in memory that a process shares with those it forks, so that a parent can read what a dead child did. Threads
/// and signal handlers may write to it.
struct CallLog {
  static constexpr std::uint32_t capacity = 16384;

  std::atomic<std::uint32_t> count;       ///< beyond the capacity calls are counted and not kept
  std::atomic<std::uint32_t> views;       ///< so many calls were made before the check itself began
  std::atomic<std::uint32_t> failed_at;   ///< so many were made when it first failed; 0 if it did not
  std::atomic<std::uint32_t> race;        ///< so many were made before a race; 0 if there was none
  std::atomic<std::uint32_t> overlaid;    ///< so many were made when one was placed over memory in use; 0 if none was
  std::atomic<std::uint32_t> outside;     ///< the same for a place outside of the address space
  std::atomic<std::uint32_t> bystanders;  ///< 1 once a call was given a hint at memory of the check's own
  std::atomic<std::uint32_t> told;        ///< 1 once the process that runs the check has sent its verdict
  Judgement judgement;
  std::array<RecordedCall, capacity> calls;

  std::uint32_t kept() const { return count < capacity ? count.load() : capacity; }
  /// Whether the process that runs the check made it, and no child of that.
  bool is_of_the_check(std::uint32_t place) const { return calls[place].process == calls[0].process; }
  /// Whether what the call gave is known where another one is made: only a child knows what it was given itself, and
  /// only a racing thread what it was.
  bool is_known_at(std::uint32_t call, std::uint32_t place) const {
    if (race != 0 && call > race && place < kept()) {
      const bool same_thread =
          calls[call].thread == calls[place].thread && calls[call].in_handler == calls[place].in_handler;
      if (!same_thread) return false;
    }
    return is_of_the_check(call) || (place < kept() && calls[call].process == calls[place].process);
  }
};
static_assert(std::is_trivially_destructible_v<CallLog>);

/// The log of this process and those it forks from now on; nullptr before make_call_log(), or if there is no memory.
CallLog* call_log();
void make_call_log();

}  // namespace mapproof
