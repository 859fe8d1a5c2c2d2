// Readers against threads that remap what they read: no hit may be older than the mapping. Runs under tsan too.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <mapproof/offset_cache.hpp>
#include <thread>
#include <vector>

#include "host/session.hpp"

namespace mapproof {
namespace {

constexpr std::size_t pages = 8;
constexpr int changes = 2000;
constexpr std::uint64_t unmapped = MAPPROOF_NO_OFFSET;

// A page that is unmapped for a moment is a hole that the next mmap() of a library or a sanitizer may be given, and the
// storm would map over it. Here no system looks for one first.
void* const far_from_others = reinterpret_cast<void*>(0x10'0000'0000);

// One page whose mapping changes all the time. The truth has a number that is odd while it changes.
class StormyPage {
 public:
  StormyPage(const Session& session, OffsetCache& cache, std::byte* address)
      : session_(session), cache_(cache), address_(address) {}

  void change_to(std::uint64_t physical) {
    number_.fetch_add(1);
    physical == unmapped ? unmap() : map(physical);
    truth_.store(physical);
    number_.fetch_add(1);
  }

  // Whether an answer that was found while nothing changed is the truth; true if something did.
  bool answers_right() {
    const std::uint64_t before = number_.load();
    const std::uint64_t truth = truth_.load();
    const std::uint64_t answer = cache_.find(address_ + 9);
    if (before % 2 != 0 || number_.load() != before) return true;
    ++compared_;
    return answer == (truth == unmapped ? unmapped : truth + 9);
  }

  std::uint64_t compared() const { return compared_.load(); }

 private:
  void map(std::uint64_t physical) {
    const mapproof_map_request request =
        MapRequest{address_, physical, session_.page(), read_only, MAPPROOF_MAP_FIXED}.to_c();
    EXPECT_EQ(mapproof_offset_cache_mmap_device_memory(cache_.get(), &request).value, address_);
  }
  void unmap() {
    const mapproof_unmap_request request{address_, session_.page(), 0, 0};
    EXPECT_EQ(mapproof_offset_cache_munmap_device_memory(cache_.get(), &request).value, 0);
  }

  const Session& session_;
  OffsetCache& cache_;
  std::byte* address_;
  std::atomic<std::uint64_t> number_{0};
  std::atomic<std::uint64_t> truth_{unmapped};
  std::atomic<std::uint64_t> compared_{0};
};

TEST(RemapStorm, NoHitIsOlderThanTheMapping) {
  const Backend backend = load_backend("model");
  const Session session{backend, {.target = "model:", .allow_write = true}};
  const std::uint64_t physical = session.facts().windows[0].physical;
  OffsetCache cache{session.table(), session.handle()};
  const auto place = session.map({.address = far_from_others, .physical = physical, .length = pages * session.page()});
  ASSERT_TRUE(place);
  std::vector<std::unique_ptr<StormyPage>> storm;
  for (std::size_t n = 0; n < pages; ++n) {
    storm.push_back(
        std::make_unique<StormyPage>(session, cache, static_cast<std::byte*>(place->at(n * session.page()))));
    storm.back()->change_to(physical);
  }
  std::atomic<int> changers{2};
  std::atomic<int> wrong{0};

  const auto change = [&](std::size_t first) {
    for (int round = 0; round < changes; ++round) {
      for (std::size_t n = first; n < pages; n += 2) {
        const bool maps = round % 4 != 3;
        storm[n]->change_to(maps ? physical + static_cast<std::uint64_t>(round) % 64 * session.page() : unmapped);
      }
    }
    --changers;
  };
  const auto read = [&] {
    while (changers.load() != 0) {
      for (auto& page : storm) wrong += page->answers_right() ? 0 : 1;
    }
  };
  std::array<std::thread, 4> threads{std::thread(change, 0), std::thread(change, 1), std::thread(read),
                                     std::thread(read)};
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(wrong.load(), 0) << "answers were not the truth of their moment";
  std::uint64_t compared = 0;
  for (auto& page : storm) {
    // After the storm every page must agree, whoever looked at it last.
    EXPECT_TRUE(page->answers_right());
    compared += page->compared();
  }
  EXPECT_GT(compared, pages) << "the readers hardly ran";
}

}  // namespace
}  // namespace mapproof
