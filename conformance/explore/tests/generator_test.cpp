// The same seed gives the same sequences, everywhere and for ever.
// SPDX-License-Identifier: Apache-2.0
#include "explore/draw/generator.hpp"

#include <gtest/gtest.h>

#include <set>

#include "explore/language/script.hpp"

namespace mapproof::explore {
namespace {

Capabilities one_window() {
  mapproof_window window{};
  window.name = "w";
  window.physical = 0xd0000000;
  window.length = 1 << 20;
  Capabilities capabilities;
  capabilities.windows = {window};
  capabilities.memory_kinds = ~0u;
  capabilities.pool_count = 3;
  capabilities.has_places = true;
  return capabilities;
}

TEST(RandomTest, NumbersAreThoseOfSplitMix64) {
  Random random(1234567);

  EXPECT_EQ(random.next(), 6457827717110365317u);
  EXPECT_EQ(random.next(), 3203168211198807973u);
  EXPECT_EQ(random.next(), 9817491932198370423u);
}

TEST(GeneratorTest, SameSeedAndNumberGiveTheSameSequence) {
  const Capabilities capabilities = one_window();

  EXPECT_EQ(to_text(make_sequence(capabilities, 3, 17, 40)), to_text(make_sequence(capabilities, 3, 17, 40)));
}

TEST(GeneratorTest, SeedsAndNumbersDiffer) {
  const Capabilities capabilities = one_window();
  std::set<std::string> all;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (std::uint64_t number = 0; number < 10; ++number)
      all.insert(to_text(make_sequence(capabilities, seed, number, 40)));
  }

  EXPECT_EQ(all.size(), 100u);
}

TEST(GeneratorTest, EveryCallIsMadeSoonerOrLater) {
  const Capabilities capabilities = one_window();
  std::set<Call> calls;
  for (std::uint64_t number = 0; number < 300; ++number) {
    for (const Step& step : make_sequence(capabilities, 1, number, 40)) calls.insert(step.call);
  }

  // All but start_over, which only joins sequences.
  EXPECT_EQ(calls.size(), static_cast<std::size_t>(Call::count) - 1);
}

TEST(GeneratorTest, EveryDescriptorIsGivenSoonerOrLater) {
  const Capabilities capabilities = one_window();
  std::set<Object> objects;
  for (std::uint64_t number = 0; number < 300; ++number) {
    for (const Step& step : make_sequence(capabilities, 1, number, 40)) objects.insert(step.object);
  }

  EXPECT_EQ(objects.size(), static_cast<std::size_t>(Object::count));
}

TEST(GeneratorTest, ChangedProtectionIsTriedOutAtItsPlace) {
  const Capabilities capabilities = one_window();
  unsigned tried = 0;
  for (std::uint64_t number = 0; number < 50; ++number) {
    const Sequence sequence = make_sequence(capabilities, 1, number, 40);
    for (std::size_t i = 1; i < sequence.size(); ++i) {
      const bool pair = sequence[i - 1].call == Call::protect && sequence[i].call == Call::store;
      if (pair && sequence[i].address == sequence[i - 1].address) ++tried;
    }
  }

  EXPECT_GT(tried, 10u);
}

TEST(GeneratorTest, TargetWithoutWindowsGetsSequencesToo) {
  Capabilities capabilities = one_window();
  capabilities.windows.clear();

  EXPECT_EQ(make_sequence(capabilities, 1, 1, 40).size(), 40u);
}

}  // namespace
}  // namespace mapproof::explore
