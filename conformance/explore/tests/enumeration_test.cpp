// All sequences of the alphabet, each once, and an alphabet that leaves no call and no argument out.
// SPDX-License-Identifier: Apache-2.0
#include "explore/draw/enumeration.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "calls/call_shape.hpp"
#include "explore/draw/alphabet_table.hpp"
#include "explore/language/form.hpp"
#include "explore/language/script.hpp"

namespace mapproof::explore {
namespace {

std::string_view without_mark(std::string_view text) { return text.substr(text.front() == '!' ? 1 : 0); }

Capabilities everything() {
  static mapproof_window window{};
  window.name = "w";
  window.length = 1 << 20;
  Capabilities capabilities;
  capabilities.windows = {window, window};
  capabilities.memory_kinds = ~0u;
  capabilities.has_physical_end = true;
  capabilities.pool_count = 3;
  return capabilities;
}

// Without what multiplies the alphabet: mapping, unmapping and fork.
Capabilities three_calls() {
  Capabilities capabilities = everything();
  capabilities.calls = 0;
  for (const Call call : {Call::map, Call::protect, Call::fork})
    capabilities.calls |= std::uint64_t{1} << static_cast<unsigned>(call);
  return capabilities;
}

std::set<Call> calls_with_a_sound_form() {
  std::set<Call> calls;
  for (const char* const sound : alphabet_table().sound) calls.insert(parse_script(sound).front().call);
  return calls;
}

TEST(AlphabetTest, EveryTextIsUnderstood) {
  const AlphabetTable& table = alphabet_table();
  for (const char* const sound : table.sound) EXPECT_NO_THROW(parse_script(sound)) << sound;
  for (const char* const text : table.together) EXPECT_NO_THROW(parse_script(without_mark(text))) << text;
  for (const Classes& classes : table.classes) {
    for (const char* const text : classes.texts) {
      Step step;
      EXPECT_TRUE(read(classes.argument, without_mark(text), step)) << name_of(classes.call) << ": " << text;
    }
  }
}

TEST(AlphabetTest, EveryCallOfTheLanguageIsInIt) {
  const std::set<Call> calls = calls_with_a_sound_form();
  for (unsigned i = 0; i < static_cast<unsigned>(Call::count); ++i) {
    const Call call = static_cast<Call>(i);
    EXPECT_TRUE(call == Call::start_over || calls.count(call) == 1) << name_of(call);
  }
}

TEST(AlphabetTest, EveryArgumentOfEveryCallHasClasses) {
  std::set<std::pair<Call, Argument>> there;
  for (const Classes& classes : alphabet_table().classes) there.insert({classes.call, classes.argument});
  for (const Call call : calls_with_a_sound_form()) {
    for (const Argument argument : arguments_of(call)) {
      // The descriptor and the place of mmap() belong together, and one pointer is never NULL.
      const bool elsewhere = argument == Argument::descriptor_out || argument == Argument::object ||
                             (call == Call::ordinary_map && argument == Argument::physical) ||
                             (call == Call::typed_file && argument == Argument::descriptor);
      EXPECT_TRUE(elsewhere || there.count({call, argument}) == 1)
          << name_of(call) << ", argument " << static_cast<int>(argument);
    }
  }
}

TEST(AlphabetTest, EveryCallUnderTestIsInItOrTheDevicesOwn) {
  std::set<CallId> explored;
  for (const Call call : calls_with_a_sound_form()) explored.insert(id_of(call));
  for (const CallShape& shape : all_calls()) {
    const bool tested = shape.role == CallShape::Role::under_test || shape.role == CallShape::Role::undo;
    // Drivers and their frameworks are another language's business, and the batch of mem_offset64() is no document's.
    const bool other = shape.group == api_framework || shape.group == api_pages || shape.id == CallId::mem_extents;
    EXPECT_TRUE(!tested || other || explored.count(shape.id) == 1) << shape.name;
  }
}

TEST(EnumerationTest, EachNumberIsAnotherSequence) {
  const Enumeration all(three_calls(), 2);
  std::set<std::string> texts;
  for (std::uint64_t number = 0; number < all.size(); ++number) texts.insert(to_text(all.at(number)));
  EXPECT_GT(all.size(), 1000u);
  EXPECT_EQ(texts.size(), all.size());
}

TEST(EnumerationTest, SizeIsWhatCountingOneByOneGives) {
  const std::vector<Letter> letters = make_alphabet(three_calls(), 2);
  std::uint64_t pairs = 0;
  for (const Letter& first : letters) {
    if (!first.fits({})) continue;
    Names given{};
    if (first.gives == NameKind::address) given[static_cast<std::size_t>(NameKind::address)] = 1;
    for (const Letter& second : letters) pairs += second.fits(given);
  }
  EXPECT_EQ(Enumeration(three_calls(), 2).size(), pairs);
}

TEST(EnumerationTest, WhatIsNamedWasGivenBefore) {
  const Enumeration all(everything(), 3);
  for (std::uint64_t number = 0; number < all.size(); number += all.size() / 5000) {
    std::set<std::uint32_t> given;
    for (const Step& step : all.at(number)) {
      for (const Operand& operand : {step.address, step.length, step.physical, step.descriptor}) {
        if (kind_of(step.call, operand) == NameKind::none) continue;
        EXPECT_EQ(given.count(operand.index), 1u) << to_text(all.at(number));
      }
      if (step.result != no_result) given.insert(step.result);
    }
  }
}

TEST(EnumerationTest, WhatTheSubjectLacksIsLeftOut) {
  Capabilities poor = everything();
  poor.pool_count = 0;
  poor.windows.resize(1);
  poor.has_physical_end = false;
  poor.calls &= ~(std::uint64_t{1} << static_cast<unsigned>(Call::typed_open));
  for (const Letter& letter : make_alphabet(poor, 2)) {
    const std::string text = to_text(letter.step);
    EXPECT_THAT(text, testing::Not(testing::ContainsRegex("pool|window1|window_end1|physical_end")));
  }
}

TEST(EnumerationTest, LaterCallsAreAboutEachEarlierAnswer) {
  std::set<std::string> texts;
  const Enumeration all(three_calls(), 3);
  for (std::uint64_t number = 0; number < all.size(); ++number) {
    const Sequence sequence = all.at(number);
    if (sequence[2].call == Call::protect) texts.insert(to_text(sequence[2]));
  }
  EXPECT_THAT(texts, testing::IsSupersetOf({"mprotect(p0, 3*page, READ)", "mprotect(p1, 3*page, READ)"}));
}

}  // namespace
}  // namespace mapproof::explore
