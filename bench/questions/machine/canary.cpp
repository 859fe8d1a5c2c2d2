// How fast is the machine itself right now? Timed: work in registers, which follows the core's clock; and loads whose
// line was just thrown out of every cache, which follow the memory.
// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "questions/access/access_width.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

constexpr std::size_t line = 64;
constexpr std::size_t flushed_lines = 64;

// Where no instruction throws a line out, the loads are cached and the canary follows the core.
inline void throw_out(const void* address) {
#if defined(__x86_64__)
  asm volatile("clflush (%0)" ::"r"(address) : "memory");
#elif defined(__aarch64__)
  asm volatile("dc civac, %0" ::"r"(address) : "memory");
#else
  benchmark::DoNotOptimize(address);
#endif
}

}  // namespace

void canary_registers(benchmark::State& state) {
  std::uint64_t number = 1;
  for (auto _ : state) {
    // Each step needs the one before; the constants are those of a full-period linear congruence.
    for (int step = 0; step < 256; ++step) number = number * 6364136223846793005u + 1442695040888963407u;
    benchmark::DoNotOptimize(number);
  }
}

void canary_memory(benchmark::State& state) {
  const std::vector<std::uint8_t> bytes(line * flushed_lines, 1);
  for (auto _ : state) {
    for (std::size_t at = 0; at < bytes.size(); at += line) throw_out(&bytes[at]);
    drain_stores();
    for (std::size_t at = 0; at < bytes.size(); at += line) {
      (void)*static_cast<const volatile std::uint8_t*>(&bytes[at]);
      wait_for_loads();
    }
  }
}

}  // namespace mapproof::bench
