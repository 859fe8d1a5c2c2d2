// What do map and unmap cost while many other mappings are alive? Timed: both calls together. Not: making the others,
// whose first refusal is the row's.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cmath>
#include <string>
#include <vector>

#include "questions/questions.hpp"
#include "timing/stopwatch.hpp"

namespace mapproof::bench {
namespace {

// For making them, which is not what is measured. 60,000 take a tenth of a second, but Linux on x86 compares each
// uncached mapping with all others of its range: what takes a tenth of a second at 1,000 takes minutes at 60,000. A
// tenth of this shows whether all are possible.
constexpr double most_seconds = 0.5;

// Mappings of the same range that exist for as long as this does.
class Others {
 public:
  Others(const MapCase& which, std::size_t count) : which_(which) {
    addresses_.reserve(count);
    const Stopwatch stopwatch;
    while (addresses_.size() < count && !refusal_) {
      const double seconds = stopwatch.seconds();
      const double expected = seconds * static_cast<double>(count) / static_cast<double>(addresses_.size() + 1);
      if (seconds > most_seconds / 10 && expected > most_seconds) {
        refusal_ =
            Refusal{ETIMEDOUT, std::to_string(addresses_.size()) + " of them took " +
                                   std::to_string(std::lround(seconds * 1000)) + " ms to make: too long for all."};
        return;
      }
      const mapproof_address_outcome mapped = which.map();
      if (failed(mapped)) {
        refusal_ = Refusal{mapped.error, "mapping " + std::to_string(addresses_.size() + 1) + " was refused."};
      } else {
        addresses_.push_back(mapped.value);
      }
    }
  }
  ~Others() {
    for (void* const address : addresses_) which_.unmap(address);
  }
  Others(const Others&) = delete;
  Others& operator=(const Others&) = delete;

  const std::optional<Refusal>& refusal() const { return refusal_; }

 private:
  const MapCase& which_;
  std::vector<void*> addresses_;
  std::optional<Refusal> refusal_;
};

}  // namespace

void map_among(benchmark::State& state, const MapCase& which, std::size_t others, CallTimer& timer) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  const Others alive{which, others};
  if (alive.refusal()) return refuse(state, *alive.refusal());
  map_unmap(state, which, timer);
}

}  // namespace mapproof::bench
