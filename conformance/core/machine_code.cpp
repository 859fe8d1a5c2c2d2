// The return instruction of each processor that the suite knows.
// SPDX-License-Identifier: Apache-2.0
#include "machine_code.hpp"

#include <cstdint>
#include <cstring>

#include "host/memory_access.hpp"
#include "record/recorded_access.hpp"

namespace mapproof {
namespace {

#if defined(__x86_64__) || defined(__i386__)
constexpr std::uint32_t return_instruction = 0xc3;
#elif defined(__aarch64__)
constexpr std::uint32_t return_instruction = 0xd65f03c0;
#elif defined(__arm__)
constexpr std::uint32_t return_instruction = 0xe12fff1e;
#elif defined(__riscv)
constexpr std::uint32_t return_instruction = 0x00008067;
#else
constexpr std::uint32_t return_instruction = 0;
#endif

}  // namespace

bool store_return_instruction(void* place) {
  if (return_instruction == 0) return false;
  store_to(place, return_instruction);
  auto* const begin = static_cast<char*>(place);
  __builtin___clear_cache(begin, begin + sizeof return_instruction);
  return true;
}

void execute(void* place) {
  record_execution(place);
  void (*code)() = nullptr;
  std::memcpy(&code, &place, sizeof code);
  code();
}

}  // namespace mapproof
