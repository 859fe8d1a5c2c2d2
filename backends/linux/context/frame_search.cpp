// Touches fresh memory and looks which frames it got.
// SPDX-License-Identifier: Apache-2.0
#include "frame_search.hpp"

#include <sys/mman.h>

#include <algorithm>

#include "linux/pages/node_memory.hpp"

namespace mapproof::lnx {
namespace {

// Fresh frames come from one place at a time: what the first megabytes do not bring, more hardly will.
constexpr std::size_t budget = std::size_t{16} << 20;
constexpr std::size_t smallest_chunk = std::size_t{4} << 20;

void touch(void* memory, std::size_t offset) { static_cast<volatile char*>(memory)[offset] = 0; }

// Releases what surrounds [keep, keep + kept).
void trim(void* memory, std::size_t length, std::size_t keep, std::size_t kept) {
  char* const bytes = static_cast<char*>(memory);
  if (keep > 0) munmap(bytes, keep);
  if (keep + kept < length) munmap(bytes + keep + kept, length - keep - kept);
}

}  // namespace

std::vector<std::uint64_t> FrameSearch::frames_of(const void* memory, std::size_t length) const {
  std::vector<std::uint64_t> words(length / context_.page());
  context_.pagemap.read(context_.page_of(reinterpret_cast<std::uintptr_t>(memory)), words.data(), words.size());
  for (std::uint64_t& word : words) word = PagemapWord(word).present() ? PagemapWord(word).frame() : 0;
  return words;
}

void* FrameSearch::touched(std::size_t length, int advice, int node) const {
  void* const memory = map_on_node(length, MAP_PRIVATE, advice, node);
  if (memory == nullptr) return nullptr;
  for (std::size_t offset = 0; offset < length; offset += context_.page()) touch(memory, offset);
  return memory;
}

// Keeps only the first run that is long enough; the chunk is then gone.
void* FrameSearch::cut_run(Chunk& chunk, const Fits& fits) const {
  const std::vector<std::uint64_t> frames = frames_of(chunk.memory, chunk.length);
  const std::size_t wanted = length_ / context_.page();
  std::size_t run = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (run > 0 && !fits(frames[i - 1], frames[i])) run = 0;
    run = run > 0 || fits(0, frames[i]) ? run + 1 : 0;
    if (run < wanted) continue;
    const std::size_t begin = (i + 1 - wanted) * context_.page();
    trim(chunk.memory, chunk.length, begin, length_);
    return static_cast<char*>(chunk.memory) + begin;
  }
  return nullptr;
}

// Chunks without a run stay mapped until the end, so that each new one gets other frames.
void* FrameSearch::search(const Fits& fits, int advice, int node) const {
  std::vector<Chunk> chunks;
  const std::size_t chunk_length = std::max(smallest_chunk, 2 * length_);
  void* found = nullptr;
  for (std::size_t spent = 0; found == nullptr && spent < std::max(budget, chunk_length); spent += chunk_length) {
    Chunk chunk{touched(chunk_length, advice, node), chunk_length};
    if (chunk.memory == nullptr) break;
    found = cut_run(chunk, fits);
    if (found == nullptr) chunks.push_back(chunk);
  }
  for (const Chunk& chunk : chunks) munmap(chunk.memory, chunk.length);
  return found;
}

void* FrameSearch::contiguous() const {
  const Fits follows = [](std::uint64_t before, std::uint64_t frame) {
    return frame != 0 && (before == 0 || frame == before + 1);
  };
  return search(follows, MADV_HUGEPAGE, node_);
}

void* FrameSearch::within(std::uint64_t first, std::uint64_t last) const {
  const unsigned shift = context_.machine.page_shift;
  const Fits inside = [=](std::uint64_t, std::uint64_t frame) {
    return frame != 0 && frame << shift >= first && (frame << shift) + ((1u << shift) - 1) <= last;
  };
  if (node_ >= 0) return search(inside, MADV_NOHUGEPAGE, node_);
  // Which node has such frames depends on the machine.
  for (std::uint32_t node = 0; node < context_.machine.node_count; ++node) {
    if (void* const found = search(inside, MADV_NOHUGEPAGE, static_cast<int>(node))) return found;
  }
  return nullptr;
}

void* FrameSearch::large(std::size_t size) const {
  const std::size_t span = length_ + size;
  void* const all = map_on_node(span, MAP_PRIVATE, MADV_HUGEPAGE, node_);
  if (all == nullptr) return nullptr;
  const std::size_t begin = (size - reinterpret_cast<std::uintptr_t>(all) % size) % size;
  trim(all, span, begin, length_);
  char* const memory = static_cast<char*>(all) + begin;
  for (std::size_t offset = 0; offset < length_; offset += context_.page()) touch(memory, offset);
  const std::vector<std::uint64_t> frames = frames_of(memory, length_);
  const std::size_t pages_of_large = size / context_.page();
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (i % pages_of_large == 0 ? frames[i] % pages_of_large == 0 : frames[i] == frames[i - 1] + 1) continue;
    munmap(memory, length_);
    return nullptr;
  }
  return memory;
}

void* FrameSearch::fragmented() const {
  const std::size_t page = context_.page();
  void* const memory = touched(length_, MADV_NOHUGEPAGE, node_);
  if (memory == nullptr) return nullptr;
  constexpr std::size_t attempts = 64;
  const std::size_t pages = length_ / page;
  // Pages of the hoard take the frames that would again fall in line.
  const std::size_t hoard_length = (attempts + 1) * pages * page;
  void* const hoard = mmap(nullptr, hoard_length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (hoard == MAP_FAILED) {
    munmap(memory, length_);
    return nullptr;
  }
  madvise(hoard, hoard_length, MADV_NOHUGEPAGE);
  std::size_t hoarded = 0;
  bool in_line = true;
  for (std::size_t attempt = 0; in_line && attempt < attempts; ++attempt) {
    in_line = false;
    for (std::size_t i = 0; i + 1 < pages; ++i) {
      const std::vector<std::uint64_t> pair = frames_of(static_cast<char*>(memory) + i * page, 2 * page);
      if (pair[1] != pair[0] + 1) continue;
      in_line = true;
      madvise(static_cast<char*>(memory) + (i + 1) * page, page, MADV_DONTNEED);
      touch(hoard, hoarded++ * page);
      touch(memory, (i + 1) * page);
    }
  }
  munmap(hoard, hoard_length);
  if (!in_line) return memory;
  munmap(memory, length_);
  return nullptr;
}

}  // namespace mapproof::lnx
