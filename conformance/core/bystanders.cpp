// Makes the memory, points the hints, and looks whether it is still there.
// SPDX-License-Identifier: Apache-2.0
#include "bystanders.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "matchers.hpp"
#include "record/call_log.hpp"

namespace mapproof {
namespace {

constexpr std::size_t pages_of_a_bystander = 4;
constexpr std::size_t largest_page = 65536;
constexpr std::size_t room = (pages_of_a_bystander + 1) * largest_page;

alignas(largest_page) unsigned char of_the_program[room];

unsigned char pattern(std::size_t place) { return static_cast<unsigned char>(place % 251 + 1); }

void fill(const Bystander& memory) {
  auto* const bytes = static_cast<unsigned char*>(memory.address);
  for (std::size_t i = 0; i < memory.length; ++i) bytes[i] = pattern(i);
}

// In a process of its own: where nothing is mapped any more a look would end this one.
bool is_intact(const Bystander& memory) {
  return signal_of([&] {
           const auto* const bytes = static_cast<const volatile unsigned char*>(memory.address);
           for (std::size_t i = 0; i < memory.length; ++i) {
             if (bytes[i] != pattern(i)) std::abort();
           }
         }) == 0;
}

bool overlap(const Bystander& memory, std::uintptr_t placed, std::size_t length) {
  const auto start = reinterpret_cast<std::uintptr_t>(memory.address);
  return placed < start + memory.length && start < placed + length;
}

void point_at(const Bystander& memory, std::size_t before, std::size_t length, const PlaceAt& place_at) {
  void* const hint = static_cast<unsigned char*>(memory.address) - before;
  std::uintptr_t placed = 0;
  const bool granted = place_at(hint, length, &placed);

  EXPECT_TRUE(granted) << "a hint must not lead to a refusal";
  EXPECT_FALSE(granted && overlap(memory, placed, length)) << "it was placed over that memory";
  EXPECT_TRUE(!memory.is_readable || is_intact(memory)) << "that memory has lost its bytes";
}

struct Anonymous {
  const char* kind;
  int protection;
  int flags;
  int fd;
  bool is_locked;
};

// A free page, and then the bystander.
void use_mapping(const Anonymous& how, std::size_t page, const std::function<void(const Bystander&)>& use) {
  const std::size_t length = pages_of_a_bystander * page;
  // A subject's page may be larger than the system's, and its places are aligned to it.
  void* const all = ::mmap(nullptr, length + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (all == MAP_FAILED) return;
  const std::uintptr_t start = (reinterpret_cast<std::uintptr_t>(all) + 2 * page - 1) / page * page;
  ::munmap(all, length + 2 * page);
  void* const wanted = reinterpret_cast<void*>(start);
  void* const address = ::mmap(wanted, length, how.protection, how.flags | MAP_FIXED, how.fd, 0);
  if (address == MAP_FAILED) return;
  const bool is_readable = how.protection != PROT_NONE;
  const Bystander memory{how.kind, address, length, true, is_readable};
  if (is_readable) fill(memory);
  if (how.is_locked) ::mlock(address, length);
  use(memory);
  ::munmap(address, length);
}

void use_mappings(std::size_t page, const std::function<void(const Bystander&)>& use) {
  constexpr int read_write = PROT_READ | PROT_WRITE;
  std::FILE* const file = std::tmpfile();
  const int fd = file != nullptr ? ::fileno(file) : -1;
  const bool has_file = fd != -1 && ::ftruncate(fd, static_cast<off_t>(pages_of_a_bystander * page)) == 0;
  const Anonymous kinds[] = {{"private memory", read_write, MAP_PRIVATE | MAP_ANON, -1, false},
                             {"shared memory", read_write, MAP_SHARED | MAP_ANON, -1, false},
                             {"locked memory", read_write, MAP_PRIVATE | MAP_ANON, -1, true},
                             {"reserved addresses", PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, false},
                             {"a shared file", read_write, MAP_SHARED, fd, false},
                             {"a private file", read_write, MAP_PRIVATE, fd, false}};
  for (const Anonymous& how : kinds) {
    if ((how.flags & MAP_ANON) != 0 || has_file) use_mapping(how, page, use);
  }
  if (file != nullptr) std::fclose(file);
}

void use_bytes(const char* kind, void* room_start, std::size_t page, const std::function<void(const Bystander&)>& use) {
  const std::uintptr_t start = (reinterpret_cast<std::uintptr_t>(room_start) + page - 1) / page * page;
  const Bystander memory{kind, reinterpret_cast<void*>(start), pages_of_a_bystander * page, false, true};
  fill(memory);
  use(memory);
}

}  // namespace

void with_each_bystander(std::size_t page, const std::function<void(const Bystander&)>& use) {
  use_mappings(page, use);
  if (page > largest_page) return;
  std::vector<unsigned char> heap(room);
  use_bytes("the heap", heap.data(), page, use);
  use_bytes("the program's own data", of_the_program, page, use);
  std::array<unsigned char, room> stack;
  use_bytes("the stack", stack.data(), page, use);
}

void expect_bystanders_kept(std::size_t page, const PlaceAt& place_at) {
  if (CallLog* const log = call_log()) log->bystanders.store(1);
  with_each_bystander(page, [&](const Bystander& memory) {
    SCOPED_TRACE("with a hint at " + memory.kind);
    point_at(memory, 0, page, place_at);
    if (memory.before_is_free) point_at(memory, page, 2 * page, place_at);
  });
}

}  // namespace mapproof
