// Is what mem_offset64() answers really where the bytes are? The emulator's monitor reads physical memory there.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <random>
#include <set>

#include "asked.hpp"
#include "host.hpp"
#include "host/session.hpp"
#include "kernel_lists.hpp"
#include "pages.hpp"

namespace mapproof::lab {
namespace {

constexpr std::size_t page = 4096, words_of_page = page / sizeof(std::uint64_t);
// Memory that is locked may still be moved to another frame while the host looks: then it is asked about again.
constexpr int most_rounds = 5;

// A place in an area: the lookup begins at one word, and the run that it finds ends with another.
struct Sample {
  const Area* area = nullptr;
  std::uint64_t key = 0;
  std::size_t index = 0;
  std::uint64_t physical = 0;
  std::size_t contig_length = 0;

  std::size_t last_index() const { return index + contig_length / sizeof(std::uint64_t) - 1; }
};

struct Score {
  std::size_t right = 0, wrong = 0, moved = 0, refused = 0;
  std::map<std::string, std::size_t> kinds;
  std::set<int> nodes;
};

class OffsetsTest : public testing::Test {
 protected:
  OffsetsTest() : session_(asked().backend, {}) {}

  void take(const std::vector<Area>& areas) {
    for (const Area& area : areas) {
      fill(area, key_ + areas_.size());
      ASSERT_TRUE(session_.lock(area.start, area.length).has_value()) << area.kind;
      if (area.kind == "transparent huge pages") {
        ASSERT_GT(huge_kib_around(area.start), 0u);
      }
      areas_.push_back(area);
    }
  }

  // What is taken after this gets other words.
  void forget() {
    key_ += areas_.size();
    areas_.clear();
  }

  // So many different pages, or all if there are fewer; within each a word by chance.
  std::vector<Sample> pages_by_chance(std::size_t count) {
    std::vector<Sample> all;
    for (std::size_t i = 0; i < areas_.size(); ++i) {
      for (std::size_t start = 0; start < areas_[i].word_count(); start += words_of_page) {
        all.push_back({&areas_[i], key_ + i, start + chance_() % words_of_page, 0, 0});
      }
    }
    std::shuffle(all.begin(), all.end(), chance_);
    all.resize(std::min(count, all.size()));
    return all;
  }

  bool look_up(Sample& sample) const {
    const std::uint64_t* const place = sample.area->words() + sample.index;
    const std::size_t rest = (sample.area->word_count() - sample.index) * sizeof(std::uint64_t);
    const Result<Offset> found = session_.offset64(place, rest);
    if (!found) return false;
    sample.physical = found->physical;
    sample.contig_length = found->contig_length;
    return sample.contig_length >= sizeof(std::uint64_t) && sample.contig_length <= rest;
  }

  // Judges those that did not move in the meantime; returns the others.
  std::vector<Sample> judge(std::vector<Sample> samples, Score& score) const {
    std::vector<std::uint64_t> addresses;
    const auto refused =
        std::remove_if(samples.begin(), samples.end(), [this](Sample& sample) { return !look_up(sample); });
    score.refused += static_cast<std::size_t>(samples.end() - refused);
    samples.erase(refused, samples.end());
    for (const Sample& sample : samples) {
      addresses.push_back(sample.physical);
      addresses.push_back(sample.physical + sample.contig_length - sizeof(std::uint64_t));
    }
    const std::vector<std::uint64_t> seen = words_seen_by_host(addresses);
    std::vector<Sample> moved;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      Sample again = samples[i];
      if (look_up(again) && again.physical != samples[i].physical) {
        moved.push_back(again);
      } else {
        count(samples[i], seen[2 * i], seen[2 * i + 1], score);
      }
    }
    return moved;
  }

  static void count(const Sample& sample, std::uint64_t first, std::uint64_t last, Score& score) {
    const bool right = first == pattern(sample.key, sample.index) && last == pattern(sample.key, sample.last_index());
    ++(right ? score.right : score.wrong);
    ++score.kinds[sample.area->kind];
    if (sample.area->node >= 0) score.nodes.insert(sample.area->node);
  }

  Score score_of(std::vector<Sample> samples) const {
    Score score;
    for (int round = 0; round < most_rounds && !samples.empty(); ++round) {
      samples = judge(std::move(samples), score);
      score.moved += samples.size();
    }
    score.refused += samples.size();
    return score;
  }

  static void print(const char* what, const Score& score) {
    std::printf("%s: %zu right, %zu wrong, %zu refused, %zu moved meanwhile and were asked about again;", what,
                score.right, score.wrong, score.refused, score.moved);
    for (const auto& [kind, pages] : score.kinds) std::printf(" %zu %s,", pages, kind.c_str());
    std::printf(" %zu nodes\n", score.nodes.size());
  }

 private:
  Session session_;
  std::vector<Area> areas_;
  std::uint64_t key_ = 1;
  std::mt19937_64 chance_{asked().seed};
};

TEST_F(OffsetsTest, PagesByChanceAreWhereTheBackendSays) {
  std::printf("seed %llu\n", static_cast<unsigned long long>(asked().seed));
  for (const int node : nodes_with_memory()) take(areas_on(node));
  with_unbound_areas([this](const std::vector<Area>& areas) {
    take(areas);

    const Score score = score_of(pages_by_chance(asked().pages));

    print("pages by chance", score);
    EXPECT_EQ(score.wrong, 0u);
    EXPECT_EQ(score.refused, 0u);
    EXPECT_EQ(score.right, asked().pages);
    EXPECT_EQ(score.nodes.size(), nodes_with_memory().size());
  });
}

TEST_F(OffsetsTest, ChildsCopyIsWhereTheBackendSays) {
  const Area area = areas_on(nodes_with_memory()[0])[0];
  take({area});
  std::array<int, 2> pipe_ends{};
  ASSERT_EQ(pipe(pipe_ends.data()), 0);

  // The child writes other words, which gives it frames of its own; the parent's stay.
  const pid_t child = fork();
  if (child == 0) {
    forget();
    take({area});
    const Score score = score_of(pages_by_chance(500));
    print("the child's copies", score);
    const bool written = write(pipe_ends[1], &score.right, sizeof score.right) == sizeof score.right;
    std::fflush(stdout);
    _exit(written && score.wrong == 0 && score.refused == 0 ? 0 : 1);
  }
  std::size_t right_in_child = 0;
  ASSERT_EQ(read(pipe_ends[0], &right_in_child, sizeof right_in_child), static_cast<ssize_t>(sizeof right_in_child));
  const Score score = score_of(pages_by_chance(500));
  int status = -1;
  waitpid(child, &status, 0);

  print("the parent's pages", score);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(right_in_child, 500u);
  EXPECT_EQ(score.right, 500u);
}

}  // namespace
}  // namespace mapproof::lab
