// mem_offset() and mem_offset64() against the reference.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>

#include "calls.hpp"
#include "explore/reference/lookup_truth.hpp"

namespace mapproof::explore {
namespace {

constexpr std::int64_t untouched_offset = 0x5aa55aa55aa55aa5;
constexpr std::size_t untouched_run = static_cast<std::size_t>(0x3cc33cc33cc33cc3u);

struct Asked {
  const Step& step;
  std::uint64_t address;
  std::uint64_t length;
};

/// What the subject answered.
struct Answer {
  mapproof_status_outcome outcome{};
  std::int64_t offset = untouched_offset;
  std::size_t run = untouched_run;
};

// The documents let the call be interrupted; whoever makes it repeats it (MOF_32).
Answer look_up(const World& world, const Asked& asked) {
  const bool narrow = asked.step.call == Call::offset32;
  const auto call = narrow ? world.table().mem_offset : world.table().mem_offset64;
  Answer answer;
  for (int i = 0; i < 10; ++i) {
    answer = Answer{};
    const mapproof_offset_request request{pointer_to(asked.address),
                                          static_cast<std::size_t>(asked.length),
                                          asked.step.wants_offset ? &answer.offset : nullptr,
                                          asked.step.wants_run ? &answer.run : nullptr,
                                          nullptr,
                                          asked.step.fd,
                                          0};
    answer.outcome = call(world.handle(), &request);
    if (answer.outcome.value != -1 || answer.outcome.error != EINTR) break;
  }
  return answer;
}

void judge_lock(const World& world, const Page& page, Rule& rule) {
  if (world.rows.judged("MOF_16")) return rule.allow("MOF_16");
  const Known lock = locked(world, page);
  // Where the row is not judged, unlocked memory is left open too.
  if (lock == Known::no) rule.refuse("MOF_09");
  if (lock == Known::maybe) rule.leave_open();
}

void judge_width(const World& world, const Asked& asked, Rule& rule) {
  if (asked.step.call == Call::offset64 || world.facts().offset_bits != 32) return;
  const std::optional<std::uint64_t> physical = physical_at(world, asked.address);
  if (!physical) rule.leave_open();
  if (!physical || *physical <= INT32_MAX) return;
  asked.step.wants_offset ? rule.refuse("MOF_19") : rule.allow("MOF_22");
}

void judge_arguments(const World& world, const Asked& asked, const Page& page, Rule& rule) {
  rule.allow("MOF_02");
  if (world.map.inside(asked.address) != 0) rule.allow("MOF_03");
  if (!asked.step.wants_run) rule.allow("MOF_05");
  if (!asked.step.wants_offset) rule.allow("MOF_06");
  if (asked.length == 0) rule.allow("MOF_27");
  if (asked.length > world.map.page_size() * most_pages_of_a_run) rule.allow("MOF_26");
  if (page.is_device) rule.allow("MOF_28");
  if (page.protection == MAPPROOF_PROT_NONE) rule.allow("MOF_29");
}

Rule rule_of(const World& world, const Asked& asked) {
  Rule rule(world.rows);
  const Page* const page = world.map.find(asked.address);
  if (asked.step.fd != MAPPROOF_NOFD) {
    world.rows.judged("MO64_05") ? rule.refuse_first("MO64_05") : rule.refuse("MOF_17");
  }
  if (page == nullptr) {
    rule.refuse("MOF_07");
    return rule;
  }
  if (page->file_frame != 0) rule.leave_open();
  const bool lazy = !page->is_device && page->kind == MAPPROOF_MEMORY_LAZY;
  if (lazy && page->touched == Known::no) rule.refuse("MOF_08");
  if (lazy && page->touched == Known::maybe) rule.leave_open();
  // Only private memory is documented to be brought in by the call (MOF_24).
  const bool shared = !page->is_device && page->kind == MAPPROOF_MEMORY_SHARED;
  if (shared && page->touched != Known::yes) rule.leave_open();
  judge_lock(world, *page, rule);
  judge_width(world, asked, rule);
  judge_arguments(world, asked, *page, rule);
  return rule;
}

Stepped judge_success(World& world, const Asked& asked, const Answer& answer) {
  if (answer.outcome.value != 0) return found({"MOF_01"}, "0", std::to_string(answer.outcome.value));
  Page& page = *world.map.find(asked.address);
  const std::optional<std::uint64_t> physical = physical_at(world, asked.address);
  const auto offset = static_cast<std::uint64_t>(answer.offset);
  if (asked.step.wants_offset && physical && offset != *physical) {
    return found({"MOF_02", "MOF_03", "MO64_03"}, "offset " + hex_number(*physical), hex_number(offset));
  }
  if (!physical && !asked.step.wants_offset) return {};
  const std::uint64_t truth = physical.value_or(offset);
  const std::uint64_t frame = truth - world.map.inside(asked.address);
  if (page.seen && *page.seen != frame) {
    return found({"MOF_33"}, "frame " + hex_number(*page.seen) + " as before", hex_number(frame));
  }
  if (locked(world, page) == Known::yes && !page.is_device) page.seen = frame;
  if (!asked.step.wants_run) return {};
  return judge_run(run_from(world, asked.address, truth), asked.length, answer.run, {"MOF_04", "MOF_26"});
}

Stepped judge_refusal(const World& world, const Asked& asked, const Answer& answer) {
  if (answer.outcome.value != -1) return found({"MOF_01"}, "-1", std::to_string(answer.outcome.value));
  // Where nothing was found, EOVERFLOW may be another name for that (MOF_30).
  const bool found_too_large = answer.outcome.error == EOVERFLOW && physical_at(world, asked.address).has_value();
  if (!found_too_large || !world.rows.judged("MOF_21")) return {};
  if (asked.step.wants_offset && answer.offset != untouched_offset) {
    return found({"MOF_21"}, "an offset that was not stored", hex_number(static_cast<std::uint64_t>(answer.offset)));
  }
  if (asked.step.wants_run && answer.run == untouched_run) {
    return found({"MOF_21"}, "a contiguous length that was stored", "it was left alone");
  }
  return {};
}

// The call as such brings pages in, but for lazy ones (MOF_24).
void follow_population(World& world, const Asked& asked) {
  for (const std::uint64_t at : world.map.mapped_in(asked.address, std::max<std::uint64_t>(asked.length, 1))) {
    Page& page = *world.map.find(at);
    if (page.touched == Known::no && page.kind != MAPPROOF_MEMORY_LAZY) page.touched = Known::maybe;
  }
}

}  // namespace

Stepped run_lookup(World& world, const Step& step) {
  const auto address = world.resolve(step.address);
  const auto length = world.resolve(step.length);
  const bool narrow = step.call == Call::offset32;
  if (narrow ? world.table().mem_offset == nullptr : world.table().mem_offset64 == nullptr) return skip();
  if (world.facts().no_offset != nullptr || !address || !length || !is_known(world, *address)) return skip();
  const Asked asked{step, *address, *length};
  const Answer answer = look_up(world, asked);
  // Afterwards, because the call itself may have given the page its frame.
  const Rule rule = rule_of(world, asked);
  const bool refused = answer.outcome.value == -1;
  if (Finding wrong = rule.check(!refused, answer.outcome.error)) {
    wrong->rows.emplace_back("MOF_01");
    return {wrong, {}, false};
  }
  follow_population(world, asked);
  const Page* const page = world.map.find(*address);
  if (page != nullptr && page->file_frame != 0) return followed(rule.rows());
  const Stepped judged = refused ? judge_refusal(world, asked, answer) : judge_success(world, asked, answer);
  return judged.finding ? judged : followed(rule.rows());
}

}  // namespace mapproof::explore
