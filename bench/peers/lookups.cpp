// Lookups by pread() of pagemap on a descriptor that stays open: of one page, and of a whole range.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <vector>

#include "peers.hpp"
#include "rows/refusal.hpp"

namespace mapproof::bench {
namespace {

constexpr std::uint64_t frame_bits = (std::uint64_t{1} << 55) - 1;

class Descriptor {
 public:
  explicit Descriptor(const char* path) : number_(open(path, O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ != -1) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

// Locked memory whose first answer was checked, and where pagemap tells of it.
struct Subject {
  explicit Subject(const OffsetCase& which)
      : lookup(which),
        page(which.session->page()),
        place(static_cast<off_t>(reinterpret_cast<std::uintptr_t>(lookup.address()) / page * sizeof(std::uint64_t))),
        refusal(pagemap.number() == -1 ? Refusal{errno} : lookup.refusal()) {}

  Lookup lookup;
  Descriptor pagemap{"/proc/self/pagemap"};
  std::size_t page;
  off_t place;
  std::optional<Refusal> refusal;
};

// The words' runs of frames, as bytes. Returns how many there are; 0 if a page has no frame.
std::size_t fold(const std::vector<std::uint64_t>& words, std::size_t page, std::vector<mapproof_extent>& runs) {
  std::size_t count = 0;
  for (const std::uint64_t word : words) {
    const std::uint64_t physical = (word & frame_bits) * page;
    if (physical == 0) return 0;
    if (count > 0 && runs[count - 1].physical + runs[count - 1].length == physical) {
      runs[count - 1].length += page;
    } else {
      runs[count++] = {physical, page};
    }
  }
  return count;
}

}  // namespace

void kept_descriptor(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  const Subject subject{which};
  if (subject.refusal) return refuse(state, *subject.refusal);
  std::uint64_t word = 0;
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const ssize_t got = pread(subject.pagemap.number(), &word, sizeof word, subject.place);
    timer.lap();
    if (got != sizeof word) return Refusal{errno};
    return std::nullopt;
  });
  if ((word & frame_bits) * subject.page != subject.lookup.physical())
    refuse(state, {EIO, "pagemap shows another frame."});
}

void batched_pread(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  const Subject subject{which};
  if (subject.refusal) return refuse(state, *subject.refusal);
  std::vector<std::uint64_t> words(which.length / subject.page);
  std::vector<mapproof_extent> runs(words.size());
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const std::size_t bytes = words.size() * sizeof words[0];
    const bool is_whole =
        pread(subject.pagemap.number(), words.data(), bytes, subject.place) == static_cast<ssize_t>(bytes);
    const std::size_t count = is_whole ? fold(words, subject.page, runs) : 0;
    timer.lap();
    if (count == 0) return Refusal{EIO, "pagemap shows no frames."};
    return std::nullopt;
  });
  if (runs[0].physical != subject.lookup.physical()) refuse(state, {EIO, "pagemap shows another frame."});
}

}  // namespace mapproof::bench
