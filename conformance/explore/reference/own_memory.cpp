// A block of the heap, a private mapping of a file, and the stack.
// SPDX-License-Identifier: Apache-2.0
#include "own_memory.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <vector>

namespace mapproof::explore {
namespace {

constexpr std::size_t pages = 4;
constexpr unsigned char mark = 0x6d;

using Bytes = const volatile unsigned char;

// Whoever never points a hint there has none of it, so that no mapping of it lies between the subject's.
bool is_pointed_at = false;

std::uint64_t number_of(const volatile void* address) { return reinterpret_cast<std::uintptr_t>(address); }

unsigned char* heap(std::size_t page) {
  static std::vector<unsigned char> block((pages + 1) * page, mark);
  return block.data() + (page - number_of(block.data()) % page);
}

// NULL if this system gives no file.
unsigned char* make_file(std::size_t length) {
  std::FILE* const file = std::tmpfile();
  if (file == nullptr) return nullptr;
  void* const memory = ::ftruncate(::fileno(file), static_cast<off_t>(length)) != 0
                           ? MAP_FAILED
                           : ::mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE, ::fileno(file), 0);
  std::fclose(file);
  if (memory == MAP_FAILED) return nullptr;
  return static_cast<unsigned char*>(std::memset(memory, mark, length));
}

unsigned char* file(std::size_t page) {
  static unsigned char* const memory = make_file(pages * page);
  return memory;
}

bool is_intact(Bytes* bytes, std::size_t page) {
  for (std::size_t i = 0; bytes != nullptr && i < pages * page; i += page / 4)
    if (bytes[i] != mark) return false;
  return true;
}

bool overlap(std::uint64_t address, std::uint64_t length, std::uint64_t own, std::uint64_t own_length) {
  return address < own + own_length && own < address + length;
}

}  // namespace

bool is_own_base(Operand::Base base) {
  return base == Operand::Base::heap || base == Operand::Base::file || base == Operand::Base::stack;
}

std::uint64_t start_of_own(Operand::Base base, std::size_t page) {
  const char here = 0;
  is_pointed_at = true;
  if (base == Operand::Base::heap) return number_of(heap(page));
  if (base == Operand::Base::file) return number_of(file(page));
  return number_of(&here) / page * page;
}

bool overlaps_own(std::uint64_t address, std::uint64_t length, std::size_t page) {
  if (!is_pointed_at) return false;
  return overlap(address, length, number_of(heap(page)), pages * page) ||
         overlap(address, length, number_of(file(page)), file(page) == nullptr ? 0 : pages * page) ||
         overlap(address, length, start_of_own(Operand::Base::stack, page), page);
}

bool own_is_intact(std::size_t page) {
  return !is_pointed_at || (is_intact(heap(page), page) && is_intact(file(page), page));
}

}  // namespace mapproof::explore
