// Checks: pages that mem_offset() is the first to need, of which a lock would take the work off it.
// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

namespace mapproof {
namespace {

constexpr int pattern_period = 251;  // of MAPPROOF_MEMORY_COPY: byte i holds i % 251

}  // namespace

// No store comes before the lookup: only then is the frame that it names the one that the subject chose to give.
CHECK_BOTH_FORMS(MOF_24, AnonymousPageIsTheProcessesOwn) {
  void* const untouched = memory(MAPPROOF_MEMORY_ANONYMOUS, page());
  lock_where_demanded(untouched, page());
  const auto found = look_up(untouched, page());

  store_to<std::uint8_t>(untouched, 1);
  require_reach(untouched, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, physical_of(untouched));
}

CHECK_BOTH_FORMS(MOF_24, PrivatePageIsCopied) {
  void* const uncopied = memory(MAPPROOF_MEMORY_COPY, page());
  lock_where_demanded(uncopied, page());
  const auto found = look_up(uncopied, page());

  store_to<std::uint8_t>(uncopied, 1);
  require_reach(uncopied, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, physical_of(uncopied));
}

// Behind the last byte of a mapping there may be nothing.
CHECK_BOTH_FORMS(MOF_24, LastByteOfAPrivateMappingIsFound) {
  void* const uncopied = memory(MAPPROOF_MEMORY_COPY, page());
  lock_where_demanded(uncopied, page());
  const auto found = look_up(at(uncopied, page() - 1), 1);

  store_to<std::uint8_t>(uncopied, 1);
  require_reach(uncopied, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, physical_of(uncopied) + page() - 1);
}

CHECK_BOTH_FORMS(MOF_25, AnonymousPageReadsAsZeros) {
  auto* const untouched = static_cast<std::uint8_t*>(memory(MAPPROOF_MEMORY_ANONYMOUS, page()));
  lock_where_demanded(untouched, page());

  look_up(untouched, page());

  for (std::size_t i = 0; i < page(); ++i) ASSERT_EQ(load_from<std::uint8_t>(untouched + i), 0) << "byte " << i;
}

CHECK_BOTH_FORMS(MOF_25, PrivatePageKeepsItsContent) {
  auto* const uncopied = static_cast<std::uint8_t*>(memory(MAPPROOF_MEMORY_COPY, page()));
  lock_where_demanded(uncopied, page());

  look_up(uncopied, page());

  for (std::size_t i = 0; i < page(); ++i)
    ASSERT_EQ(load_from<std::uint8_t>(uncopied + i), i % pattern_period) << "byte " << i;
}

}  // namespace mapproof
