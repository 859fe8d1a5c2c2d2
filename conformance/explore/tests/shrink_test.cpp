// The shrinker alone, on failures that a function defines.
// SPDX-License-Identifier: Apache-2.0
#include "explore/search/shrink.hpp"

#include <gmock/gmock.h>

#include "explore/language/script.hpp"

namespace mapproof::explore {
namespace {

constexpr std::size_t enough = 100000;

Step step(Call call, std::uint64_t value) {
  Step made;
  made.call = call;
  made.value = value;
  return made;
}

Sequence noise(std::size_t count) {
  Sequence sequence;
  for (std::size_t i = 0; i < count; ++i) sequence.push_back(step(Call::load, i));
  return sequence;
}

// Fails at the first `second` call after a `first` one.
Trial fails_after(Call first, Call second) {
  return [=](const Sequence& sequence) -> std::optional<std::size_t> {
    bool seen = false;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      if (seen && sequence[i].call == second) return i;
      seen = seen || sequence[i].call == first;
    }
    return std::nullopt;
  };
}

TEST(ShrinkTest, OnlyTheStepsThatMatterAreLeft) {
  Sequence sequence = noise(60);
  sequence[7] = step(Call::lock, 0);
  sequence[41] = step(Call::unlock, 0);

  const Sequence shortest = shrink(sequence, 41, fails_after(Call::lock, Call::unlock), enough);

  ASSERT_EQ(shortest.size(), 2u);
  EXPECT_EQ(shortest[0].call, Call::lock);
  EXPECT_EQ(shortest[1].call, Call::unlock);
}

TEST(ShrinkTest, DescriptorIsLeftOut) {
  Step map = step(Call::ordinary_map, 1);
  map.object = Object::file_read_only;
  const Trial every_map_fails = [](const Sequence& sequence) -> std::optional<std::size_t> {
    if (sequence.empty()) return std::nullopt;
    return std::size_t{0};
  };

  EXPECT_EQ(shrink({map}, 0, every_map_fails, enough)[0].object, Object::none);
}

TEST(ShrinkTest, ArgumentsBecomePlain) {
  Step map;
  map.call = Call::map;
  map.flags = MAPPROOF_MAP_FIXED | MAPPROOF_MAP_PRIVATE;
  map.protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_NOCACHE;
  map.address = {Operand::Base::arena, 0, 5, 8};
  map.length = {Operand::Base::number, 0, 4, 1};
  map.physical = {Operand::Base::window, 2, 3, 8};
  const Trial private_fails = [](const Sequence& sequence) -> std::optional<std::size_t> {
    if (sequence.empty() || (sequence[0].flags & MAPPROOF_MAP_PRIVATE) == 0) return std::nullopt;
    return 0;
  };

  const Sequence shortest = shrink({map}, 0, private_fails, enough);

  EXPECT_EQ(to_text(shortest), "mmap_device_memory(NULL, page, READ, PRIVATE, window0)\n");
}

TEST(ShrinkTest, NoMoreTrialsThanAllowed) {
  std::size_t trials = 0;
  const Trial never = [&trials](const Sequence&) -> std::optional<std::size_t> {
    ++trials;
    return std::nullopt;
  };

  const Sequence same = shrink(noise(50), 49, never, 20);

  EXPECT_EQ(trials, 20u);
  EXPECT_EQ(same.size(), 50u);
}

TEST(ShrinkTest, AnswersAreRenamedInTheOrderOfTheirAppearance) {
  const Sequence sequence = parse_script("p9 = memory(shared, page)\nmlock(p9, page)\nmunlock(p4, page)\n");

  EXPECT_EQ(to_text(renamed(sequence)), "p0 = memory(shared, page)\nmlock(p0, page)\nmunlock(p1, page)\n");
}

TEST(ShrinkTest, DescriptorsAreRenamedWithTheAnswers) {
  const Sequence sequence = parse_script(
      "d7 = posix_typed_mem_open(pool0, READ, ALLOCATE, 0)\n"
      "p9 = mmap_typed(0, left_of_d7, READ, SHARED, d7, 0)\n");

  EXPECT_EQ(to_text(renamed(sequence)),
            "d0 = posix_typed_mem_open(pool0, READ, ALLOCATE, 0)\n"
            "p1 = mmap_typed(0, left_of_d0, READ, SHARED, d0, 0)\n");
}

}  // namespace
}  // namespace mapproof::explore
