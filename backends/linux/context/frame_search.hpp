// Memory chosen by the frames behind it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "context.hpp"

namespace mapproof::lnx {

/// Every answer is resident memory that munmap() releases, or nullptr if none was found with a bounded effort.
class FrameSearch {
 public:
  FrameSearch(Context& context, std::size_t length, int node) : context_(context), length_(length), node_(node) {}

  /// No frame is followed by its neighbour's.
  void* fragmented() const;
  /// Every frame is followed by its neighbour's.
  void* contiguous() const;
  /// Every byte of every frame is in [first, last].
  void* within(std::uint64_t first, std::uint64_t last) const;
  /// In pages of `size` bytes, each of which is one run of frames.
  void* large(std::size_t size) const;

 private:
  struct Chunk {
    void* memory;
    std::size_t length;
  };
  // Whether a page may follow in a run: its frame, and the frame before it or 0 at the run's begin.
  using Fits = std::function<bool(std::uint64_t before, std::uint64_t frame)>;

  void* search(const Fits& fits, int advice, int node) const;
  void* cut_run(Chunk& chunk, const Fits& fits) const;
  void* touched(std::size_t length, int advice, int node) const;
  std::vector<std::uint64_t> frames_of(const void* memory, std::size_t length) const;

  Context& context_;
  std::size_t length_;
  int node_;
};

}  // namespace mapproof::lnx
