// What every test of the model starts from: an open session and short forms of the calls.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <mapproof/backend.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

extern "C" const mapproof_backend* mapproof_model_entry(void);

namespace mapproof::model_tests {

inline constexpr std::uint32_t read_only = MAPPROOF_PROT_READ;
inline constexpr std::uint32_t read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
inline void* const map_failed = reinterpret_cast<void*>(~std::uintptr_t{0});

/// How code ends in a process of its own: 0, or the signal. Sanitizers put handlers of their own on these signals.
template <class Code>
int signal_of(Code code) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGSEGV, SIG_DFL);
    std::signal(SIGBUS, SIG_DFL);
    code();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

/// Whether code holds in a child of fork().
template <class Code>
bool holds_in_child(Code code) {
  return signal_of([&] { ::_exit(code() ? 0 : 99); }) == 0;
}

/// mapproof_map_request with defaults.
struct Map {
  void* address = nullptr;
  std::size_t length = 0;
  std::uint64_t physical = 0;
  std::uint32_t protection = read_only;
  std::uint32_t flags = 0;
  std::uint32_t raw_protection = 0;
  std::uint32_t raw_flags = 0;
};

struct Found {
  int value = 0;
  int error = 0;
  std::int64_t offset = -1;
  std::size_t contig = 0;
};

class ModelTest : public testing::Test {
 protected:
  void SetUp() override { open("model:"); }
  void TearDown() override {
    if (session != nullptr) table->close(session);
  }

  void open(const char* target, const char* profile = "qnx-7.1") {
    if (session != nullptr) table->close(session);
    const mapproof_open_request request{sizeof request, 1, target, profile};
    const mapproof_open_outcome outcome = table->open(&request);
    session = outcome.session;
    ASSERT_NE(session, nullptr) << outcome.message;
    facts = table->facts(session);
    page = facts->page_size;
  }

  const mapproof_window& window(const char* name) const {
    for (std::size_t i = 0; i < facts->window_count; ++i) {
      if (std::string(facts->windows[i].name) == name) return facts->windows[i];
    }
    ADD_FAILURE() << "no window " << name;
    return facts->windows[0];
  }
  std::uint64_t low() const { return window("low").physical; }

  mapproof_address_outcome map(const Map& map) const {
    const mapproof_map_request request{map.address, map.length,         map.physical, map.protection,
                                       map.flags,   map.raw_protection, map.raw_flags};
    return table->mmap_device_memory(session, &request);
  }
  /// A mapping that the test takes for granted.
  char* mapped(std::uint64_t physical, std::size_t length, std::uint32_t protection = read_write) const {
    const mapproof_address_outcome outcome = map({.length = length, .physical = physical, .protection = protection});
    EXPECT_NE(outcome.value, map_failed) << "errno " << outcome.error;
    return static_cast<char*>(outcome.value);
  }
  int map_error(const Map& request) const {
    const mapproof_address_outcome outcome = map(request);
    EXPECT_EQ(outcome.error != 0, outcome.value == map_failed);
    return outcome.error;
  }
  int unmap(const void* address, std::size_t length) const {
    const mapproof_unmap_request request{const_cast<void*>(address), length, 0, 0};
    return table->munmap_device_memory(session, &request).error;
  }

  char* memory(mapproof_memory_kind kind, std::size_t length, std::int32_t node = -1) const {
    const mapproof_memory_request request{static_cast<std::uint32_t>(kind), node, length};
    void* address = nullptr;
    const mapproof_arrange_outcome outcome = table->memory_acquire(session, &request, &address);
    EXPECT_EQ(outcome.error, 0) << outcome.reason;
    return static_cast<char*>(address);
  }
  char* locked_memory(mapproof_memory_kind kind, std::size_t length) const {
    char* const address = memory(kind, length);
    EXPECT_EQ(lock(address, length), 0);
    return address;
  }

  using OffsetCall = mapproof_status_outcome (*)(mapproof_session*, const mapproof_offset_request*);
  Found look_up(OffsetCall call, const void* address, std::size_t length, int fd = MAPPROOF_NOFD) const {
    Found found;
    const mapproof_offset_request request{address, length, &found.offset, &found.contig, nullptr, fd, 0};
    const mapproof_status_outcome outcome = call(session, &request);
    found.value = outcome.value;
    found.error = outcome.error;
    return found;
  }
  Found offset64(const void* address, std::size_t length) const {
    return look_up(table->mem_offset64, address, length);
  }
  Found offset32(const void* address, std::size_t length) const { return look_up(table->mem_offset, address, length); }

  int lock(const void* address, std::size_t length) const {
    const mapproof_lock_request request{address, length};
    return table->mlock(session, &request).error;
  }
  int unlock(const void* address, std::size_t length) const {
    const mapproof_lock_request request{address, length};
    return table->munlock(session, &request).error;
  }
  int lock_all(std::uint32_t flags) const {
    const mapproof_lock_all_request request{flags, 0};
    return table->mlockall(session, &request).error;
  }
  int provoke(mapproof_condition condition, std::uint64_t amount = 0, bool on = true) const {
    const mapproof_provoke_request request{static_cast<std::uint32_t>(condition), on ? 1u : 0u, amount};
    return table->provoke(session, &request).error;
  }
  /// The physical address by the witness, or UINT64_MAX.
  std::uint64_t physical_of(const void* address) const {
    std::uint64_t physical = UINT64_MAX;
    table->physical_of(session, address, &physical);
    return physical;
  }
  std::vector<mapproof_mapping> mappings() const {
    std::vector<mapproof_mapping> entries(1024);
    std::size_t count = 0;
    EXPECT_EQ(table->mappings(session, entries.data(), entries.size(), &count).error, 0);
    entries.resize(count);
    return entries;
  }

  const mapproof_backend* const table = mapproof_model_entry();
  mapproof_session* session = nullptr;
  const mapproof_facts* facts = nullptr;
  std::size_t page = 0;
};

}  // namespace mapproof::model_tests
