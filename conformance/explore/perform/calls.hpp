// One function per kind of step: makes the call, compares the answer with the reference, and lets the reference follow.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explore/language/step.hpp"
#include "explore/reference/world.hpp"

namespace mapproof::explore {

using Finding = std::optional<Mismatch>;

/// What came of a step: a finding, or the rows that a finding in the state afterwards would contradict.
struct Stepped {
  Finding finding;
  std::vector<std::string> rows;
  bool skipped = false;  ///< a name in it has no answer, or the call could hit what is not the suite's
};

Stepped run_map(World& world, const Step& step);
Stepped run_ordinary_map(World& world, const Step& step);
Stepped run_unmap(World& world, const Step& step);
Stepped run_protect(World& world, const Step& step);
Stepped run_memory(World& world, const Step& step);
Stepped run_lock(World& world, const Step& step);
Stepped run_lock_all(World& world, const Step& step);
Stepped run_io_map(World& world, const Step& step);
Stepped run_io_unmap(World& world, const Step& step);
Stepped run_port_read(World& world, const Step& step);
Stepped run_port_write(World& world, const Step& step);
Stepped run_io_privilege(World& world, const Step& step);
Stepped run_lookup(World& world, const Step& step);
Stepped run_load(World& world, const Step& step);
Stepped run_store(World& world, const Step& step);
Stepped run_fork(World& world, const Step& step);
Stepped run_place(World& world, const Step& step);
Stepped run_typed_open(World& world, const Step& step);
Stepped run_typed_info(World& world, const Step& step);
Stepped run_typed_map(World& world, const Step& step);
Stepped run_typed_file(World& world, const Step& step);
Stepped run_close(World& world, const Step& step);
Stepped run_frames_move(World& world, const Step& step);

inline Stepped skip() { return {std::nullopt, {}, true}; }
inline Stepped found(std::vector<std::string> rows, std::string expected, std::string actual) {
  return {Mismatch{std::move(rows), std::move(expected), std::move(actual)}, {}, false};
}
inline Stepped followed(std::vector<std::string> rows) { return {std::nullopt, std::move(rows), false}; }

/// "0x7f0000001000".
std::string hex_number(std::uint64_t number);

}  // namespace mapproof::explore
