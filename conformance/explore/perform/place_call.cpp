// posix_mem_offset() and posix_mem_offset64() against the reference.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>

#include "calls.hpp"
#include "explore/reference/place_rule.hpp"

namespace mapproof::explore {
namespace {

constexpr int untouched_descriptor = -2;

/// What the subject answered.
struct Answer {
  mapproof_status_outcome outcome{};
  std::int64_t offset = -1;
  std::size_t run = 0;
  int descriptor = untouched_descriptor;

  // POSIX lets the errno be the value; that it is -1 is for PMO_11 alone.
  bool granted() const { return outcome.value == 0; }
  int error() const { return outcome.value == -1 ? outcome.error : outcome.value; }
};

using PlaceCall = mapproof_status_outcome (*)(mapproof_session*, const mapproof_offset_request*);

PlaceCall function_of(const World& world, const Step& step) {
  return step.call == Call::place32 ? world.table().posix_mem_offset : world.table().posix_mem_offset64;
}

// As of mem_offset(), whose documents let it be interrupted: whoever makes the call repeats it.
Answer look_up(const World& world, const PlaceAsked& asked) {
  Answer answer;
  for (int i = 0; i < 10; ++i) {
    answer = Answer{};
    const mapproof_offset_request request{pointer_to(asked.address),
                                          static_cast<std::size_t>(asked.length),
                                          asked.step.wants_offset ? &answer.offset : nullptr,
                                          asked.step.wants_run ? &answer.run : nullptr,
                                          &answer.descriptor,
                                          MAPPROOF_NOFD,
                                          0};
    answer.outcome = function_of(world, asked.step)(world.handle(), &request);
    if (answer.granted() || answer.error() != EINTR) break;
  }
  return answer;
}

Stepped judge_length(const PlaceAsked& asked, const Answer& answer, const Run& run, const char* row) {
  return asked.step.wants_run ? judge_run(run, asked.length, answer.run, {row}) : Stepped{};
}

Stepped judge_physical(const World& world, const PlaceAsked& asked, const Answer& answer) {
  const std::optional<std::uint64_t> physical = physical_at(world, asked.address);
  if (!physical) return {};
  const auto offset = static_cast<std::uint64_t>(answer.offset);
  if (asked.step.wants_offset && offset != *physical) {
    return found({"PMO_10"}, "offset " + hex_number(*physical), hex_number(offset));
  }
  return judge_length(asked, answer, run_from(world, asked.address, *physical), "PMO_10");
}

// Of a descriptor that was closed the number means nothing any more, unless the same object was opened by it again.
Stepped judge_descriptor(const World& world, const Page& page, int answered) {
  const TypedDescriptor& used = world.descriptors.of_id(page.opened);
  const TypedDescriptor* const now = world.descriptors.numbered(used.number);
  const bool reopened = !used.is_open && now != nullptr && now->text == used.text;
  const int wanted = used.is_open ? used.number : -1;
  if (answered == wanted || (reopened && answered == used.number)) return {};
  return found({used.is_open ? "PMO_03" : "PMO_04", "PMO_08"}, "descriptor " + std::to_string(wanted),
               answered == untouched_descriptor ? "none was stored" : std::to_string(answered));
}

Stepped judge_place(World& world, const PlaceAsked& asked, const Answer& answer) {
  Page& page = *world.map.find(asked.address);
  const auto offset = static_cast<std::uint64_t>(answer.offset);
  const std::optional<std::uint64_t> place = place_at(world, asked.address);
  if (place && offset != *place) {
    return found({"PMO_01", "PMO_08"}, "offset " + hex_number(*place), hex_number(offset));
  }
  if (world.map.inside(offset) != world.map.inside(asked.address)) {
    return found({"PMO_01"}, "an offset with the in-page part of the address", hex_number(offset));
  }
  page.place = world.map.down(offset);
  if (Stepped wrong = judge_descriptor(world, page, answer.descriptor); wrong.finding) return wrong;
  return judge_length(asked, answer, piece_from(world, asked.address), "PMO_02");
}

Stepped judge_success(World& world, const PlaceAsked& asked, const Answer& answer) {
  const Page* const page = world.map.find(asked.address);
  if (page == nullptr || asked.length == 0) return {};
  if (places_are_physical(world)) return judge_physical(world, asked, answer);
  return page->is_typed() && world.rows.judged("PMO_01") ? judge_place(world, asked, answer) : Stepped{};
}

// Only the later documents let a result pointer be NULL, and only where an address is known to be the suite's or free
// can anything be said.
bool may_be_made(const World& world, const PlaceAsked& asked) {
  const bool stores_all = asked.step.wants_offset && asked.step.wants_run;
  if (places_are_physical(world) ? world.facts().no_offset != nullptr : !stores_all) return false;
  return is_known(world, asked.address);
}

Stepped judge_form(const World& world, const Answer& answer) {
  if (!world.rows.judged("PMO_11") || answer.outcome.value == 0) return {};
  if (answer.outcome.value == -1 && answer.outcome.error != 0) return {};
  return found({"PMO_11"}, "0, or -1 with errno set",
               std::to_string(answer.outcome.value) + " with errno " + std::to_string(answer.outcome.error));
}

}  // namespace

Stepped run_place(World& world, const Step& step) {
  const auto address = world.resolve(step.address);
  const auto length = world.resolve(step.length);
  if (!address || !length || function_of(world, step) == nullptr) return skip();
  const PlaceAsked asked{step, *address, *length};
  if (!may_be_made(world, asked)) return skip();
  const Answer answer = look_up(world, asked);
  if (Stepped wrong = judge_form(world, answer); wrong.finding) return wrong;
  // Afterwards, because the call itself may have given the page its frame.
  const Rule rule = place_rule(world, asked);
  if (Finding wrong = rule.check(answer.granted(), answer.error())) return {wrong, {}, false};
  for (const std::uint64_t at : world.map.mapped_in(asked.address, std::max<std::uint64_t>(asked.length, 1))) {
    Page& page = *world.map.find(at);
    // In the reading of mem_offset() the call may bring pages in.
    if (page.touched == Known::no && places_are_physical(world)) page.touched = Known::maybe;
  }
  if (!answer.granted()) return followed(rule.rows());
  const Stepped judged = judge_success(world, asked, answer);
  return judged.finding ? judged : followed(rule.rows());
}

}  // namespace mapproof::explore
