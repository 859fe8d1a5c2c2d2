// Chooses what a reproducer repeats and what it judges.
// SPDX-License-Identifier: Apache-2.0
#include "reproducer.hpp"

#include <algorithm>
#include <set>

#include "c_text.hpp"
#include "explain/call_text.hpp"
#include "explain/driver_entry.hpp"
#include "host/errno_name.hpp"
#include "record/call_values.hpp"
#include "replay_script.hpp"
#include "reproducer_frame.hpp"

namespace mapproof {
namespace {

using Finding = Judgement::Finding;

// The call among them whose answer was judged: the last one under test that answered so.
std::uint32_t judged_call(const CallLog& log, const Judgement& judgement) {
  for (const bool undoing_too : {false, true}) {
    for (std::uint32_t i = std::min(judgement.end, log.kept()); i-- > judgement.first;) {
      const RecordedCall& call = log.calls[i];
      const CallShape::Role role = shape_of(call).role;
      const bool counts = role == CallShape::Role::under_test || (undoing_too && role == CallShape::Role::undo);
      const bool same =
          was_granted(call) == (judgement.granted != 0) && (judgement.granted != 0 || call.error == judgement.error);
      if (counts && same) return i;
    }
  }
  throw CannotShow{"what it judged is not the answer to a single call."};
}

bool is_access(const RecordedCall& call) {
  const CallShape::Role role = shape_of(call).role;
  return role == CallShape::Role::access || role == CallShape::Role::port;
}

// What a child makes of its accesses is the signal that ends it; what it makes of other calls it alone knows.
bool has_calls_of_a_child(const CallLog& log, std::uint32_t end) {
  for (std::uint32_t i = 0; i < std::min(end, log.kept()); ++i) {
    if (!log.is_of_the_check(i) && !is_access(log.calls[i])) return true;
  }
  return false;
}

void require_repeatable(const CallLog& log, std::uint32_t end) {
  if (end >= CallLog::capacity) throw CannotShow{"it made more calls than are recorded."};
  bool in_probe = false;
  for (std::uint32_t i = 1; i < end; ++i) {
    const RecordedCall& call = log.calls[i];
    const bool own = log.is_of_the_check(i);
    if (own) in_probe = call.id == CallId::fault_probe;
    if (!shape_of(call).repeatable) throw CannotShow{"it makes a call that cannot be repeated."};
    const bool in_driver = is_entry(call) || entry_around(log, i);
    if (!own && !in_probe && !in_driver) throw CannotShow{"it made calls in another process."};
    if (own && call.in_handler != log.calls[0].in_handler) throw CannotShow{"it made calls in a signal handler."};
  }
}

std::string accepted_in_c(const Judgement& judgement) {
  if (judgement.any_errno != 0) return "error != 0";
  std::string text;
  for (std::uint32_t i = 0; i < judgement.errno_count; ++i) {
    text += (i == 0 ? "error == " : " || error == ") + errno_name(judgement.errnos[i]);
  }
  return text.empty() ? "1" : text;
}

// `look` is a function of an address and a length.
std::string views_in_c(const CallLog& log, const std::string& look) {
  std::string text;
  for (std::uint32_t i = 0; i < log.views && i < log.kept(); ++i) {
    const Region region = region_of(log.calls[i]);
    if (region.length == 0) continue;
    text += "  " + look + "((const unsigned char *)r" + number_of(i) + ".value, " + hex_of(region.length) + ");\n";
  }
  return text;
}

struct Program {
  FrameTexts texts;
  std::string finding;
  std::set<std::string> members;
};

Program program_of(ReplayScript& script) {
  Program program;
  program.texts.body = script.statements();
  program.texts.globals = script.globals();
  program.texts.probes = script.probes();
  program.texts.objects = script.objects();
  program.texts.drives = script.drives();
  program.texts.threads = script.threads();
  program.members = script.members();
  return program;
}

Program of_answer(const CallLog& log, const Judgement& judgement) {
  const std::uint32_t judged = judged_call(log, judgement);
  require_repeatable(log, judged + 1);
  ReplayScript script(log, judged + 1);
  Program program = program_of(script);
  const std::string granted = ReplayScript::granted(log.calls[judged], judged);
  const std::string error = "r" + number_of(judged) + ".error";
  const bool refusal = judgement.must_be_refused != 0 && judgement.finding == Finding::answer;
  program.texts.body += "  const int granted = " + granted + ", error = " + error + ";\n";
  const std::string refused_rightly = "(!granted && (" + accepted_in_c(judgement) + "))";
  const bool either = judgement.may_be_granted != 0;
  program.texts.body +=
      "  wrong = !(" + (refusal ? (either ? "granted || " : "") + refused_rightly : "granted") + ");\n";
  program.texts.body += "  TELL(granted, error);\n";
  program.finding = !refusal ? "the call must succeed"
                    : either ? "a refusal must have a documented errno"
                             : "the call must be refused";
  return program;
}

// Runs the judged calls between two looks at the mappings and the windows.
Program of_change(const CallLog& log, const Judgement& judgement) {
  require_repeatable(log, judgement.end);
  ReplayScript script(log, judgement.end);
  Program program = program_of(script);
  const std::string text = program.texts.body;
  program.members.insert("mappings");
  program.texts.lists_mappings = true;
  const std::string first = "  /* " + as_comment(call_in_words(log, judgement.first)) + " */\n";
  const std::size_t at = text.rfind(first);
  if (at == std::string::npos) throw CannotShow{"what changed is not between two calls."};
  const std::string views = views_in_c(log, "sum_view");
  program.texts.body = text.substr(0, at) + "  look(&before);\n" + views + "  before.sum = sum;\n  sum = 0;\n" +
                       text.substr(at) + "  look(&after);\n" + views +
                       "  after.sum = sum;\n  wrong = differ(&before, &after);\n";
  program.finding = "a refused call changes nothing";
  return program;
}

// What a check makes of many answers it alone knows. But it makes the same of the same: where all answers are the ones
// that it found to be wrong, the subject is wrong, and an honest one differs in at least one.
Program of_answers(const CallLog& log) {
  const std::uint32_t end = log.failed_at;
  require_repeatable(log, end);
  ReplayScript script(log, end, Answers::expected);
  Program program = program_of(script);
  program.texts.body += "  wrong = 1;\n";
  if (program.members.empty()) throw CannotShow{"it made no recorded call."};
  program.finding = "these answers together contradict the claim";
  return program;
}

// What is wrong in a race is not told by its answers alone, but no thread may be answered differently than without the
// others.
Program of_race(const CallLog& log, const Race& race) {
  require_repeatable(log, race.place);
  ReplayScript script(log, race);
  Program program = program_of(script);
  program.texts.races = true;
  program.finding = "racing calls answer as each of them does alone";
  return program;
}

// Between two calls the check itself touches memory: that of the mappings it looks at.
Program of_death_between(const CallLog& log) {
  const std::uint32_t end = log.kept();
  if (log.views == 0) throw CannotShow{"it did not end in a call to the subject."};
  require_repeatable(log, end);
  ReplayScript script(log, end, Answers::expected);
  Program program = program_of(script);
  program.texts.body += views_in_c(log, "load");
  program.finding = "what is mapped can be read";
  return program;
}

// A driver of the check may wait for something that the subject keeps from happening: only the check knows what.
void require_driver_is_done(const CallLog& log) {
  std::uint32_t last = log.kept();
  while (last > 0 && log.calls[last - 1].answered != 0) --last;
  if (last > 0 && is_entry(log.calls[last - 1])) throw CannotShow{"its driver waited for something that never came."};
}

// What is wrong must be about what the calls made. Heap, stack and files of the check were made by no call of the
// subject, and a program has none of them at the same place; what one refusal leaks is lost in what a process maps
// anyway.
void require_work_of_the_calls(const CallLog& log) {
  if (log.bystanders != 0) throw CannotShow{"its hints point at the check's own memory."};
  if (log.judgement.finding == Finding::leak) throw CannotShow{"what one refusal leaves mapped shows only after many."};
}

Program of_death(const CallLog& log) {
  require_driver_is_done(log);
  std::uint32_t last = log.kept();
  while (last > 0 && (log.calls[last - 1].answered != 0 || !log.is_of_the_check(last - 1))) --last;
  if (last == 0) return of_death_between(log);
  // Inside the last call a driver may have been called.
  if (ReplayScript::has_driver(log, last)) last = log.kept();
  require_repeatable(log, last);
  ReplayScript script(log, last);
  Program program = program_of(script);
  program.finding = "the call must return";
  return program;
}

}  // namespace

Reproducer make_reproducer(const CallLog& log, const ReproducerHeading& heading, bool died) {
  const Judgement& judgement = log.judgement;
  try {
    require_work_of_the_calls(log);
    const bool needs_all = judgement.finding == Finding::none || ReplayScript::has_any_driver(log, log.failed_at) ||
                           has_calls_of_a_child(log, log.failed_at);
    const std::optional<Race> race = race_of(log);
    const Program program = race                                   ? of_race(log, *race)
                            : died                                 ? of_death(log)
                            : judgement.finding == Finding::change ? of_change(log, judgement)
                            : needs_all                            ? of_answers(log)
                                                                   : of_answer(log, judgement);
    std::string needs;
    for (const std::string& member : program.members) {
      needs += "  if (table->" + member + " == NULL) return MISSING(" + c_literal(member) + ");\n";
    }
    FrameTexts texts = program.texts;
    texts.check = as_comment(heading.check);
    texts.claim = as_comment(heading.claim);
    texts.source = as_comment(heading.source);
    texts.target = c_literal(heading.target);
    texts.profile = c_literal(heading.profile);
    texts.allow_write = heading.allow_write ? "1" : "0";
    texts.finding = c_literal(heading.check + ": " + program.finding);
    texts.needs = needs;
    return {framed(texts), ""};
  } catch (const CannotShow& reason) {
    return {"", reason.why};
  }
}

}  // namespace mapproof
