// The shared parts of the linux backend's tests.
// SPDX-License-Identifier: Apache-2.0
#include "linux_fixture.hpp"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "linux/io/descriptor.hpp"
#include "linux/targets/refusal.hpp"

namespace mapproof::lnx {

LinuxTest::Memory::Memory(const LinuxTest& test, mapproof_memory_kind kind, std::size_t length)
    : test_(test), length_(length) {
  const mapproof_memory_request request{static_cast<std::uint32_t>(kind), -1, length};
  const mapproof_arrange_outcome outcome = test.table().memory_acquire(test.handle(), &request, &address_);
  if (outcome.error != 0) throw std::runtime_error(outcome.reason);
}

LinuxTest::Memory::~Memory() {
  const mapproof_arrange_outcome outcome = test_.table().memory_release(test_.handle(), address_, length_);
  EXPECT_EQ(outcome.error, 0) << outcome.reason;
}

LinuxTest::~LinuxTest() { close(); }

void LinuxTest::open(const std::string& target, bool allow_write, const Paths& paths, const char* profile) {
  close();
  const mapproof_open_request request{sizeof request, allow_write ? 1u : 0u, target.c_str(), profile};
  session_ = open_session(request, paths);
}

void LinuxTest::close() {
  if (session_ != nullptr) table().close(session_);
  session_ = nullptr;
}

std::string LinuxTest::refusal_of(const std::string& target, int error, const Paths& paths) {
  try {
    open(target, true, paths);
  } catch (const Refusal& refused) {
    EXPECT_EQ(refused.error(), error) << refused.what();
    EXPECT_LT(std::string(refused.what()).size(), sizeof mapproof_open_outcome::message) << refused.what();
    return refused.what();
  }
  ADD_FAILURE() << target << " was opened";
  return "";
}

Lookup LinuxTest::look_up(OffsetCall call, const void* address, std::size_t length, int fd) const {
  Lookup found;
  const mapproof_offset_request request{address, length, &found.offset, &found.contig_length, nullptr, fd, 0};
  const mapproof_status_outcome outcome = call(session_, &request);
  found.error = outcome.value == -1 ? outcome.error : 0;
  return found;
}

Lookup LinuxTest::look_up64(const void* address, std::size_t length) const {
  return look_up(table().mem_offset64, address, length, MAPPROOF_NOFD);
}

std::uint64_t LinuxTest::witness(const void* address) const {
  std::uint64_t physical = 0;
  const mapproof_arrange_outcome outcome = table().physical_of(session_, address, &physical);
  EXPECT_EQ(outcome.error, 0) << outcome.reason;
  return physical;
}

bool LinuxTest::is_resident(void* address) {
  unsigned char resident = 0;
  return mincore(address, 1, &resident) == 0 && (resident & 1) != 0;
}

void LinuxTest::lock(const void* address, std::size_t length) const {
  const mapproof_lock_request request{address, length};
  EXPECT_EQ(table().mlock(session_, &request).value, 0);
}

void LinuxTest::unlock(const void* address, std::size_t length) const {
  const mapproof_lock_request request{address, length};
  EXPECT_EQ(table().munlock(session_, &request).value, 0);
}

void LinuxTest::expect_no_memory(mapproof_memory_kind kind) const {
  const mapproof_memory_request request{static_cast<std::uint32_t>(kind), -1, page()};
  void* address = nullptr;
  const mapproof_arrange_outcome outcome = table().memory_acquire(session_, &request, &address);
  EXPECT_EQ(outcome.error, ENOTSUP);
  EXPECT_NE(outcome.reason, nullptr);
}

mapproof_arrange_outcome LinuxTest::provoke(mapproof_condition condition, bool on, std::uint64_t amount) const {
  const mapproof_provoke_request request{static_cast<std::uint32_t>(condition), on ? 1u : 0u, amount};
  return table().provoke(session_, &request);
}

int LinuxTest::failures_in_child(const std::function<int()>& count_failures) {
  return with_child(count_failures, [] {});
}

int LinuxTest::with_child(const std::function<int()>& count_failures, const std::function<void()>& act) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  const Descriptor read_end(ends[0]);
  Descriptor write_end(ends[1]);
  const pid_t child = fork();
  if (child == 0) {
    write_end = Descriptor();
    char none = 0;
    // Returns when the parent has closed its end.
    if (read(read_end.number(), &none, 1) != 0) _exit(-1);
    _exit(count_failures());
  }
  act();
  write_end = Descriptor();
  int status = -1;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string LinuxTest::note(const std::string& name) const {
  for (std::size_t i = 0; i < facts().note_count; ++i) {
    if (name == facts().notes[i].name) return facts().notes[i].value;
  }
  return "";
}

}  // namespace mapproof::lnx
