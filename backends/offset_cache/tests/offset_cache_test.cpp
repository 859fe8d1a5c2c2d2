// What the cache keeps, and what makes it forget, on the model.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <mapproof/offset_cache.hpp>

#include "host/session.hpp"

namespace mapproof {
namespace {

int lookups = 0;
OffsetCache* changed_during_lookup = nullptr;
mapproof_status_outcome (*model_look_up)(mapproof_session*, const mapproof_offset_request*) = nullptr;

// The model's own lookup, counted, and disturbed where a test says so.
mapproof_status_outcome counted_look_up(mapproof_session* session, const mapproof_offset_request* request) {
  ++lookups;
  const mapproof_status_outcome outcome = model_look_up(session, request);
  if (changed_during_lookup != nullptr) const OffsetCache::Change change(*changed_during_lookup, request->address, 1);
  return outcome;
}

mapproof_backend counting(mapproof_backend table) {
  model_look_up = table.mem_offset64;
  table.mem_offset64 = counted_look_up;
  lookups = 0;
  return table;
}

class OffsetCacheTest : public testing::Test {
 protected:
  Mapping map(std::size_t pages) {
    auto mapping = session.map({.physical = window.physical, .length = pages * session.page()});
    EXPECT_TRUE(mapping);
    return std::move(*mapping);
  }

  // Locked memory of one page; never given back, as the process ends.
  void* locked_page() {
    const mapproof_memory_request request{MAPPROOF_MEMORY_ANONYMOUS, -1, session.page()};
    void* address = nullptr;
    EXPECT_EQ(session.table().memory_acquire(session.handle(), &request, &address).error, 0);
    EXPECT_TRUE(session.lock(address, session.page()));
    return address;
  }

  Backend backend = load_backend("model");
  Session session{backend, {.target = "model:", .allow_write = true}};
  const mapproof_window& window = session.facts().windows[0];
  mapproof_backend table = counting(session.table());
  OffsetCache cache{table, session.handle()};
};

TEST_F(OffsetCacheTest, AsksOncePerPageAndKeepsTheInPagePart) {
  const Mapping mapping = map(2);

  EXPECT_EQ(cache.find(mapping.at(5)), window.physical + 5);
  EXPECT_EQ(cache.find(mapping.at(7)), window.physical + 7);
  EXPECT_EQ(cache.find(mapping.at(session.page() + 1)), window.physical + session.page() + 1);

  EXPECT_EQ(lookups, 2);
}

TEST_F(OffsetCacheTest, RefusalsAreTheBackendsAndAreNotKept) {
  errno = 0;
  EXPECT_EQ(cache.find(nullptr), MAPPROOF_NO_OFFSET);
  EXPECT_EQ(errno, EACCES);
  EXPECT_EQ(cache.find(nullptr), MAPPROOF_NO_OFFSET);
  EXPECT_EQ(lookups, 2);
}

TEST_F(OffsetCacheTest, AddressesOfTheSamePlaceInTheTableAreToldApart) {
  // Address space of nobody else's, so that both ends can be mapped over.
  constexpr std::size_t distance = MAPPROOF_OFFSET_CACHE_CAPACITY * std::size_t{4096};
  const std::size_t length = distance + session.page();
  void* const space = mmap(nullptr, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(space, MAP_FAILED);
  auto* const low = static_cast<std::byte*>(space);
  const auto map_at = [&](std::byte* address, std::uint64_t physical) {
    return session.map({address, physical, session.page(), read_only, MAPPROOF_MAP_FIXED});
  };
  const auto first = map_at(low, window.physical);
  const auto second = map_at(low + distance, window.physical + session.page());
  ASSERT_TRUE(first && second);

  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(cache.find(low), window.physical);
    EXPECT_EQ(cache.find(low + distance), window.physical + session.page());
  }
}

TEST_F(OffsetCacheTest, UnmappedMemoryIsForgotten) {
  Mapping mapping = map(1);
  void* const address = mapping.release();
  ASSERT_EQ(cache.find(address), window.physical);
  const mapproof_unmap_request request{address, session.page(), 0, 0};

  ASSERT_EQ(mapproof_offset_cache_munmap_device_memory(cache.get(), &request).value, 0);

  EXPECT_EQ(cache.find(address), MAPPROOF_NO_OFFSET);
  EXPECT_EQ(errno, EACCES);
}

TEST_F(OffsetCacheTest, ReplacedMemoryIsForgotten) {
  const Mapping mapping = map(1);
  ASSERT_EQ(cache.find(mapping.address()), window.physical);
  const MapRequest next{mapping.address(), window.physical + session.page(), session.page(), read_only,
                        MAPPROOF_MAP_FIXED};
  const mapproof_map_request request = next.to_c();

  ASSERT_EQ(mapproof_offset_cache_mmap_device_memory(cache.get(), &request).value, mapping.address());

  EXPECT_EQ(cache.find(mapping.address()), window.physical + session.page());
}

TEST_F(OffsetCacheTest, UnlockedMemoryIsForgotten) {
  void* const address = locked_page();
  ASSERT_NE(cache.find(address), MAPPROOF_NO_OFFSET);
  const mapproof_lock_request request{address, session.page()};

  ASSERT_EQ(mapproof_offset_cache_munlock(cache.get(), &request).value, 0);

  EXPECT_EQ(cache.find(address), MAPPROOF_NO_OFFSET);
  EXPECT_EQ(errno, EAGAIN);
}

TEST_F(OffsetCacheTest, UnlockingEverythingForgetsEverything) {
  void* const address = locked_page();
  ASSERT_NE(cache.find(address), MAPPROOF_NO_OFFSET);

  ASSERT_EQ(mapproof_offset_cache_munlockall(cache.get()).value, 0);

  EXPECT_EQ(cache.find(address), MAPPROOF_NO_OFFSET);
}

TEST_F(OffsetCacheTest, AnAnswerThatAChangeAccompaniedIsNotKept) {
  const Mapping mapping = map(1);
  changed_during_lookup = &cache;
  EXPECT_EQ(cache.find(mapping.address()), window.physical);
  changed_during_lookup = nullptr;

  EXPECT_EQ(cache.find(mapping.address()), window.physical);
  EXPECT_EQ(lookups, 2);
}

TEST_F(OffsetCacheTest, NothingIsKeptDuringAChange) {
  const Mapping mapping = map(1);
  {
    const OffsetCache::Change change(cache, mapping.address(), session.page());
    EXPECT_EQ(cache.find(mapping.address()), window.physical);
    EXPECT_EQ(cache.find(mapping.address()), window.physical);
    EXPECT_EQ(lookups, 2);
  }
  EXPECT_EQ(cache.find(mapping.address()), window.physical);
  EXPECT_EQ(cache.find(mapping.address()), window.physical);
  EXPECT_EQ(lookups, 3);
}

TEST_F(OffsetCacheTest, ForkForgetsOnBothSides) {
  const Mapping mapping = map(1);
  ASSERT_EQ(cache.find(mapping.address()), window.physical);

  const pid_t child = fork();
  if (child == 0) {
    const bool right = cache.find(mapping.address()) == window.physical && lookups == 2 &&
                       cache.find(mapping.address()) == window.physical && lookups == 2;
    _exit(right ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);

  EXPECT_EQ(status, 0);
  EXPECT_EQ(cache.find(mapping.address()), window.physical);
  EXPECT_EQ(lookups, 2);
}

TEST_F(OffsetCacheTest, ABackendWithoutLookupsHasNoCache) {
  mapproof_backend without = table;
  without.mem_offset64 = nullptr;
  EXPECT_EQ(mapproof_offset_cache_create(&without, session.handle()), nullptr);
  EXPECT_EQ(errno, ENOSYS);
}

// A table at the very end of readable memory, as short as its header said.
class ShortTable {
 public:
  explicit ShortTable(std::uint32_t length) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    char* const pages =
        static_cast<char*>(mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    munmap(pages + page, page);
    table_ = pages + page - length;
    mapproof_backend whole{};
    whole.struct_size = length;
    whole.mem_offset64 = [](mapproof_session*, const mapproof_offset_request* request) {
      *request->offset = 0x5000;
      return mapproof_status_outcome{0, 0};
    };
    std::memcpy(table_, &whole, length);
  }
  const mapproof_backend& table() const { return *reinterpret_cast<const mapproof_backend*>(table_); }

 private:
  char* table_;
};

TEST(ShortTableTest, WhatLiesBeyondItsEndIsNotThere) {
  const ShortTable old(offsetof(mapproof_backend, mem_offset64) + sizeof(void*));
  OffsetCache with_lookup(old.table(), nullptr);
  EXPECT_EQ(with_lookup.find(reinterpret_cast<void*>(0x7000)), 0x5000u);

  const ShortTable older(offsetof(mapproof_backend, mem_offset64));
  EXPECT_EQ(mapproof_offset_cache_create(&older.table(), nullptr), nullptr);
  EXPECT_EQ(errno, ENOSYS);
}

}  // namespace
}  // namespace mapproof
