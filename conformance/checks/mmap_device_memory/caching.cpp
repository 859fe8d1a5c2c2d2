// Which caching a mapping gets, by a witness that is not the call.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

std::uint32_t caching_of(const Session& session, const Mapping& mapping) {
  if (!session.has(&mapproof_backend::caching_of)) throw Untested{"this backend has no witness for caching."};
  std::uint32_t caching = MAPPROOF_CACHING_UNKNOWN;
  const auto outcome = session.table().caching_of(session.handle(), mapping.address(), &caching);
  if (outcome.error != 0) throw Untested{outcome.reason};
  return caching;
}

// Systems give another type without a word, so the numbers need their names.
void expect_caching(const Session& session, const Mapping& mapping, std::uint32_t promised) {
  EXPECT_EQ(caching_of(session, mapping), promised)
      << "1: cached, 2: uncached, 4: write-combining; left what the mapping got, right what its window promises";
}

constexpr std::uint32_t read_uncached = MAPPROOF_PROT_READ | MAPPROOF_PROT_NOCACHE;

CHECK_REQUIREMENT(MDM_06, NocacheAmongTheFlagsGivesAnUncachedMapping) {
  const auto& window = pages_to_map(1);
  if (window.with_nocache == MAPPROOF_CACHING_UNKNOWN) throw Untested{"what PROT_NOCACHE gives here is not known."};
  const auto mapping = session().map({.physical = window.physical, .length = page(), .flags = MAPPROOF_MAP_NOCACHE});
  ASSERT_THAT(mapping, succeeds());

  expect_caching(session(), *mapping, window.with_nocache);
}

CHECK_REQUIREMENT(MDM_38, NocacheGivesTheUncachedAttributeOfTheWindow) {
  const auto& window = pages_to_map(1);
  if (window.with_nocache == MAPPROOF_CACHING_UNKNOWN) throw Untested{"what PROT_NOCACHE gives here is not known."};
  const auto mapping = session().map({.physical = window.physical, .length = page(), .protection = read_uncached});
  ASSERT_THAT(mapping, succeeds());

  expect_caching(session(), *mapping, window.with_nocache);
}

CHECK_REQUIREMENT(MDM_38, WithoutNocacheTheWindowKeepsItsOwnAttribute) {
  const auto& window = pages_to_map(1);
  if (window.without_nocache == MAPPROOF_CACHING_UNKNOWN) throw Untested{"the caching of this window is not known."};
  // Unmapped again at once: what it asked for must not outlive it.
  given(session().map({.physical = window.physical, .length = page(), .protection = read_uncached}));

  const auto mapping = session().map({.physical = window.physical, .length = page()});
  ASSERT_THAT(mapping, succeeds());

  expect_caching(session(), *mapping, window.without_nocache);
}

}  // namespace
}  // namespace mapproof
