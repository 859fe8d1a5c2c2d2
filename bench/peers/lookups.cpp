// One pread() of pagemap on a descriptor that stays open.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include "peers.hpp"
#include "refusal.hpp"

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

}  // namespace

void kept_descriptor(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  const Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  const Descriptor pagemap{"/proc/self/pagemap"};
  if (pagemap.number() == -1) return refuse(state, Refusal{errno});
  const std::size_t page = which.session->page();
  const auto place =
      static_cast<off_t>(reinterpret_cast<std::uintptr_t>(lookup.address()) / page * sizeof(std::uint64_t));
  std::uint64_t word = 0;
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const ssize_t got = pread(pagemap.number(), &word, sizeof word, place);
    timer.lap();
    if (got != sizeof word) return Refusal{errno};
    return std::nullopt;
  });
  if ((word & frame_bits) * page != lookup.physical()) refuse(state, {EIO, "pagemap shows another frame."});
}

}  // namespace mapproof::bench
