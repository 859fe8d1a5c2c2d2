// A session of the linux backend, opened on this machine or on a tree of files that stands in for its devices.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <mapproof/backend.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "linux/io/paths.hpp"
#include "linux/suite/session.hpp"

extern "C" const mapproof_backend* mapproof_linux_entry(void);

namespace mapproof::lnx {

/// What a lookup left behind.
struct Lookup {
  int error = 0;
  std::int64_t offset = -7;  // as nobody would write it
  std::size_t contig_length = 0;
};

class LinuxTest : public testing::Test {
 public:
  /// Memory of a kind, given back at the end.
  class Memory {
   public:
    Memory(const LinuxTest& test, mapproof_memory_kind kind, std::size_t length);
    ~Memory();
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    void* at(std::size_t offset) const { return static_cast<char*>(address_) + offset; }
    void store(std::size_t offset, char value) const { *static_cast<volatile char*>(at(offset)) = value; }

   private:
    const LinuxTest& test_;
    void* address_ = nullptr;
    std::size_t length_;
  };

  LinuxTest() = default;
  LinuxTest(const LinuxTest&) = delete;
  LinuxTest& operator=(const LinuxTest&) = delete;

  const mapproof_backend& table() const { return *mapproof_linux_entry(); }
  mapproof_session* handle() const { return session_; }

 protected:
  ~LinuxTest() override;

  void open(const std::string& target, bool allow_write = false, const Paths& paths = Paths(),
            const char* profile = "qnx-7.1");
  void close();
  /// The sentence with which this target is refused; the errno is checked on the way.
  std::string refusal_of(const std::string& target, int error, const Paths& paths);
  mapproof_session& session() const { return *session_; }
  const mapproof_facts& facts() const { return session_->store.facts; }
  std::size_t page() const { return session_->page(); }

  using OffsetCall = decltype(mapproof_backend::mem_offset);
  Lookup look_up(OffsetCall call, const void* address, std::size_t length, int fd) const;
  Lookup look_up64(const void* address, std::size_t length) const;
  std::uint64_t witness(const void* address) const;
  static bool is_resident(void* address);
  void lock(const void* address, std::size_t length) const;
  void unlock(const void* address, std::size_t length) const;
  void expect_no_memory(mapproof_memory_kind kind) const;
  mapproof_arrange_outcome provoke(mapproof_condition condition, bool on, std::uint64_t amount = 0) const;

  static int failures_in_child(const std::function<int()>& count_failures);
  /// Acts while a child is alive, and lets that end with its count then.
  static int with_child(const std::function<int()>& count_failures, const std::function<void()>& act);
  /// The value of a note among the facts, or "".
  std::string note(const std::string& name) const;

 private:
  mapproof_session* session_ = nullptr;
};

}  // namespace mapproof::lnx
