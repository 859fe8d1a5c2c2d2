// What a backend answers where the kernel refuses and where the caller has no rights.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <vector>

#include "asked.hpp"
#include "host/session.hpp"

namespace mapproof::lab {
namespace {

constexpr std::size_t page = 4096;
constexpr std::uint32_t uncached = read_write | MAPPROOF_PROT_NOCACHE;

std::string devmem(std::uint64_t physical, std::size_t length) {
  char target[64];
  std::snprintf(target, sizeof target, "devmem:0x%llx+0x%zx", static_cast<unsigned long long>(physical), length);
  return target;
}

// Two neighbours of different memory types: no single type suits a mapping over both, and /dev/mem answers EAGAIN.
TEST(ConditionsTest, DevmemThatCannotRemapIsEagain) {
  const Session combining(asked().backend, {asked().memory + ":wc", "qnx-7.1", true});
  const std::uint64_t base = combining.facts().windows[0].physical;
  const Session physical(asked().backend, {devmem(base, 2 * page), "qnx-7.1", true});
  int error = 0;
  {
    const Result<Mapping> first = combining.map({nullptr, base, page, read_write});
    const Result<Mapping> second = combining.map({nullptr, base + page, page, uncached});
    ASSERT_TRUE(first.has_value() && second.has_value());
    const Result<Mapping> both = physical.map({nullptr, base, 2 * page, uncached});
    error = both ? 0 : both.error().number;
  }

  EXPECT_EQ(error, EAGAIN);
  EXPECT_TRUE(physical.map({nullptr, base, 2 * page, uncached}).has_value());
}

TEST(ConditionsTest, CallerWithoutTheRightGetsNoFrameNumber) {
  ASSERT_NE(geteuid(), 0u);
  const Session session(asked().backend, {});
  std::vector<char> memory(2 * page, 'x');
  ASSERT_TRUE(session.lock(memory.data(), memory.size()).has_value());
  using Call = decltype(mapproof_backend::mem_offset);
  const mapproof_backend& table = session.table();
  for (const Call call : {table.mem_offset, table.mem_offset64}) {
    std::int64_t offset = -7;
    std::size_t contig_length = 7;
    const mapproof_offset_request request{memory.data(), page, &offset, &contig_length, nullptr, MAPPROOF_NOFD, 0};

    const mapproof_status_outcome outcome = call(session.handle(), &request);

    EXPECT_EQ(outcome.value, -1);
    EXPECT_EQ(outcome.error, EPERM);
    EXPECT_EQ(offset, -7) << "a caller who may not know was told something";
  }
  EXPECT_NE(session.facts().no_offset, nullptr);
}

}  // namespace
}  // namespace mapproof::lab
