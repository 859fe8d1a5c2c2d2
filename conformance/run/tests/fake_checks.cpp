// The checks that the tests of the runner run: few, and with a verdict that the target string decides.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>

#include "core/catalogue.hpp"
#include "core/check.hpp"
#include "precedence/precedence_run.hpp"
#include "run/program.hpp"

namespace mapproof {
namespace rows {

constexpr ProfileSet everywhere = every_qnx | every_svr5;

inline constexpr Requirement TST_01{.id = "TST_01",
                                    .text = "A page can be mapped.",
                                    .source = "test",
                                    .evidence = "A",
                                    .judged_in = everywhere,
                                    .needs = api_map | api_window};
inline constexpr Requirement TST_02{.id = "TST_02",
                                    .text = "A length of 0 is refused with EINVAL.",
                                    .source = "test",
                                    .evidence = "A",
                                    .judged_in = everywhere,
                                    .accepts = {EINVAL},
                                    .needs = api_map};
inline constexpr Requirement TST_03{
    .id = "TST_03", .text = "What nobody judges.", .source = "test", .evidence = "C", .judged_in = nowhere};
inline constexpr Requirement TST_04{.id = "TST_04",
                                    .text = "What a subject may lack.",
                                    .source = "test",
                                    .evidence = "A",
                                    .judged_in = everywhere,
                                    .needs = api_lock,
                                    .optional = true};
inline constexpr Requirement TST_05{.id = "TST_05",
                                    .text = "What the target's argument says.",
                                    .source = "test",
                                    .evidence = "A",
                                    .judged_in = everywhere};
inline constexpr Requirement TST_06{.id = "TST_06",
                                    .text = "What nobody can test.",
                                    .source = "test",
                                    .evidence = "A",
                                    .judged_in = everywhere,
                                    .untestable = "there is no way to bring it about"};

}  // namespace rows

const std::vector<const Requirement*>& all_requirements() {
  static const std::vector<const Requirement*> all = {&rows::TST_01, &rows::TST_02, &rows::TST_03,
                                                      &rows::TST_04, &rows::TST_05, &rows::TST_06};
  return all;
}

namespace {

// With the argument "alone=FILE": fails if another check holds that file at the same time.
void meet_nobody(const Session& session) {
  const std::string argument = session.facts().notes[0].value;
  const std::string name = "alone=";
  if (argument.compare(0, name.size(), name) != 0) return;
  const int file = open(argument.c_str() + name.size(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  EXPECT_EQ(flock(file, LOCK_EX | LOCK_NB), 0) << "another check is here too";
  constexpr int enough_for_another_to_come = 100;  // ms
  poll(nullptr, 0, enough_for_another_to_come);
}

}  // namespace

CHECK_REQUIREMENT(TST_01, PageCanBeMapped) {
  meet_nobody(session());
  EXPECT_THAT(session().map({.physical = window(page()).physical, .length = page()}), succeeds());
}

CHECK_REQUIREMENT(TST_01, AnotherPageCanBeMapped) {
  meet_nobody(session());
  EXPECT_THAT(session().map({.physical = window(page()).physical + page(), .length = page()}), succeeds());
}

CHECK_REQUIREMENT(TST_02, ZeroLengthFailsWithEinval) {
  meet_nobody(session());
  const std::uint64_t physical = window(page()).physical;
  const Result<Mapping> other = session().map({.physical = physical, .length = page()});
  const auto map = [&](std::size_t length) { return session().map({.physical = physical, .length = length}); };
  if (std::string(session().facts().notes[0].value) == "no-twin") {
    // What a check of a refusal must not be content with.
    EXPECT_FALSE(Answer(map(0)).granted());
    return;
  }

  expect_refused([&] { return map(0); }, [&] { return map(page()); });
}

CHECK_REQUIREMENT(TST_03, NobodyMinds) { ADD_FAILURE() << "and nobody judges it"; }

CHECK_REQUIREMENT(TST_04, LockIsThere) { ADD_FAILURE() << "it must never run"; }

CHECK_REQUIREMENT(TST_05, ArgumentDecides) {
  const std::string argument = session().facts().notes[0].value;
  if (argument == "unresolved") throw Unresolved{"set-up failed as told"};
  if (argument == "unsupported") throw Unsupported{"nothing is offered, as told"};
  if (argument == "untested") throw Untested{"no situation, as told"};
  if (argument == "exception") throw std::runtime_error("an exception that nobody expected");
  EXPECT_NE(argument, "fail");
}

}  // namespace mapproof

int main(int argc, char** argv) { return mapproof::conform_program(argc, argv, mapproof::precedence::stage); }
