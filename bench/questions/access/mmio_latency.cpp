// How long does one load from a device window take, if the next needs its answer? Timed: a chain of loads over one
// page, each at an address that depends on the value before; ns is per load.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

template <class Unsigned>
std::uint64_t chase(const void* from, std::size_t length, std::size_t stride, std::uint64_t zero) {
  typedef Unsigned Word __attribute__((may_alias));
  const auto* bytes = static_cast<const volatile std::byte*>(from);
  std::uint64_t value = 0;
  for (std::size_t at = 0; at < length; at += stride) {
    // Nothing of the value is left in the address, but only the CPU's user knows that.
    value = *reinterpret_cast<const volatile Word*>(bytes + at + (value & zero));
  }
  return value;
}

}  // namespace

void mmio_latency(benchmark::State& state, const AccessCase& which) {
  const AccessedPage page{which, false};
  if (page.refusal()) return refuse(state, *page.refusal());
  const auto follow = which.width == 4 ? chase<std::uint32_t> : chase<std::uint64_t>;
  std::uint64_t zero = 0;
  benchmark::DoNotOptimize(zero);
  for (auto _ : state) benchmark::DoNotOptimize(follow(page.address(), page.length(), which.stride, zero));
}

}  // namespace mapproof::bench
